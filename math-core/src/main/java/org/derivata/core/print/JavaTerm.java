package org.derivata.core.print;

/**
 * An expression of Java.
 *
 * @param atomic whether it needs no brackets anywhere
 */
record JavaTerm(String text, boolean atomic) {

    String inBrackets() {
        return atomic ? text : "(" + text + ")";
    }
}
