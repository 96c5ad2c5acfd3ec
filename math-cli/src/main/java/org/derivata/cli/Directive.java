package org.derivata.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a session can be asked beside the language itself: lines that begin with a colon. */
enum Directive {
    DIFF("EXPR [by NAME, ...]", "the derivative; without names, by every variable of EXPR"),
    STEPS("EXPR [by NAME, ...]", "how the derivative comes about, line by line"),
    SIMPLIFY("EXPR", "a shorter form of the same value"),
    SHAPE("EXPR", "the shape, as [n, d]; [] is a number"),
    LATEX("EXPR", "LaTeX"),
    EXPLAIN("EXPR", "how it is evaluated, and where it can have no value"),
    LET("NAME = EXPR", "gives a variable a value; unlike NAME = EXPR, it stays a variable"),
    NAMES("", "everything declared, defined and given a value"),
    CLEAR("", "forgets everything"),
    HELP("[FUNCTION]", "this list, or what a function does"),
    QUIT("", "ends the session, as Ctrl-D does");

    private final String argument;
    private final String summary;

    Directive(String argument, String summary) {
        this.argument = argument;
        this.summary = summary;
    }

    /** As it is typed, {@code :diff}. */
    String word() {
        return ":" + name().toLowerCase(Locale.ROOT);
    }

    /** With what follows it, {@code :diff EXPR [by NAME, ...]}. */
    String usage() {
        return (word() + " " + argument).strip();
    }

    String summary() {
        return summary;
    }

    boolean needsArgument() {
        return !argument.isEmpty() && !argument.startsWith("[");
    }

    static Optional<Directive> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Directive::word).toList();
    }
}
