grammar Math;

start : NUMBER EOF ;

NUMBER : [0-9]+ ;
WHITESPACE : [ \t\r\n]+ -> skip ;
