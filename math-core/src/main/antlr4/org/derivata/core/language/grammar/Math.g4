/*
 * The language of Derivata.
 *
 * An expression is a FLAT list of operands and operators: only brackets, calls and indices nest, so that neither time nor stack grows
 * with the length of a chain. Precedence.java groups the list afterwards. Every decision below `statement` needs one token of lookahead.
 *
 * TokenReader.java stands between lexer and parser. It
 *   - drops line breaks inside brackets,
 *   - tells the two meanings of a quote apart (TRANSPOSE, or the whole of a TEXT), by what stands before it,
 *   - joins np.linalg.inv into one NAME,
 *   - makes the first word of `input X: [n]` a ROLE, and a name before `=` inside a call a KEYWORD,
 *   - turns what cannot be read at all into ERROR tokens, each with its diagnosis.
 * MathParser.java enters at one of the four kinds of statement, told by the first `:` or `=` outside brackets; `program` and `statement`
 * are here for the reader.
 */
grammar Math;

tokens {
    ROLE,
    KEYWORD,
    TEXT,
    TRANSPOSE,
    ERROR
}

program
    : statement? (SEPARATOR statement?)* EOF
    ;

statement
    : declaration
    | definition
    | functionDefinition
    | expression
    ;

// input X, Z: [n, d] positive        param W: [64, 32] = he_normal
declaration
    : ROLE? NAME (COMMA NAME)* COLON LEFT_SQUARE (expression (COMMA expression)*)? RIGHT_SQUARE NAME* (ASSIGN expression)?
    ;

// H = relu(X @ W + b)        n, d = X.shape        scores -= max(scores)
definition
    : NAME ((COMMA NAME)* ASSIGN expression (COMMA expression)* | AUGMENT expression)
    ;

// bump(x, s=1) = exp(-(x/s)**2)
functionDefinition
    : NAME LEFT parameter (COMMA parameter)* RIGHT ASSIGN expression
    ;

parameter
    : NAME
    | KEYWORD ASSIGN expression
    ;

expression
    : (PLUS | MINUS | NOT)* operand (
        (
            IF
            | ELSE
            | OR
            | AND
            | LESS
            | LESS_EQUAL
            | GREATER
            | GREATER_EQUAL
            | EQUAL
            | NOT_EQUAL
            | PLUS
            | MINUS
            | TIMES
            | DIVIDE
            | MATMUL
            | POWER
        ) (PLUS | MINUS | NOT)* operand
    )*
    ;

operand
    : (NUMBER | TEXT | NAME arguments? | group | brackets) (TRANSPOSE | SUPERSCRIPT | DOT NAME arguments? | index)*
    ;

arguments
    : LEFT (argument (COMMA argument)*)? RIGHT
    ;

argument
    : (KEYWORD ASSIGN)? expression
    ;

// (a), or the tuples (a,) and (a, b)
group
    : LEFT expression (COMMA (expression (COMMA expression)*)?)? RIGHT
    ;

brackets
    : LEFT_SQUARE (expression (COMMA expression)*)? RIGHT_SQUARE
    ;

index
    : LEFT_SQUARE subscript (COMMA subscript)* RIGHT_SQUARE
    ;

subscript
    : ELLIPSIS
    | expression (COLON expression? (COLON expression?)?)?
    | COLON expression? (COLON expression?)?
    ;

IF: 'if';
ELSE: 'else';
OR: 'or';
AND: 'and';
NOT: 'not';
LESS: '<';
LESS_EQUAL: '<=' | '\u2264';
GREATER: '>';
GREATER_EQUAL: '>=' | '\u2265';
EQUAL: '==';
NOT_EQUAL: '!=' | '\u2260';
PLUS: '+';
// the second is the typographic minus, which comes along when formulas are pasted
MINUS: '-' | '\u2212';
// middle dot, multiplication sign, ring, asterisk, dot and circled dot operator
TIMES: '*' | '\u00B7' | '\u00D7' | '\u2218' | '\u2217' | '\u22C5' | '\u2299';
DIVIDE: '/';
MATMUL: '@';
POWER: '**' | '^';
// x² is x**2
SUPERSCRIPT: [\u2070\u00B9\u00B2\u00B3\u2074-\u2079]+;
ASSIGN: '=';
COMMA: ',';
COLON: ':';
DOT: '.';
ELLIPSIS: '...';
LEFT: '(';
RIGHT: ')';
LEFT_SQUARE: '[';
RIGHT_SQUARE: ']';

NUMBER: ([0-9]+ ('.' [0-9]*)? | '.' [0-9]+) ([eE] [+-]? [0-9]+)?;

// Subscript digits belong to a name, superscripts do not; combining marks make the hat of a decomposed y-hat.
// TextStream.java shows every other letter as an A, and every such digit or mark as the subscript zero.
NAME: [A-Za-z_] [A-Za-z0-9_\u2080]*;

QUOTE: ['"];

AUGMENT: '+=' | '-=' | '*=' | '/=' | '**=' | '@=';

// Operators of other languages, kept whole so that the message can name them.
FOREIGN:
    '//'
    | '&&'
    | '||'
    | ':='
    | '=<'
    | '=>'
    | '==='
    | '!=='
    | '<>'
    | '.*'
    | './'
    | '.^'
;

SEPARATOR: ';' | '\r'? '\n' | '\r';

COMMENT: '#' ~[\r\n]* -> skip;

// The no-break space and the byte order mark come along when text is pasted or read from files.
BLANK: [ \t\f\u00A0\uFEFF]+ -> skip;

UNKNOWN: . ;
