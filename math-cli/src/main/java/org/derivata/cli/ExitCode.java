package org.derivata.cli;

/** What a shell learns from a command. */
final class ExitCode {

    static final int DONE = 0;
    /** A check that was asked for did not hold. */
    static final int FAILED = 1;
    /** The input was wrong: a formula, a file, an option. */
    static final int WRONG_INPUT = 2;
    /** A limit was reached. */
    static final int LIMIT = 3;
    /** A defect of ours (the number sysexits.h has for it). */
    static final int DEFECT = 70;

    private ExitCode() {}
}
