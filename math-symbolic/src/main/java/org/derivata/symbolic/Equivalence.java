package org.derivata.symbolic;

import java.util.Map;
import org.derivata.core.array.Array;

/** Whether two formulas have the same value wherever both have one. */
public sealed interface Equivalence {

    /** They have: their difference was rewritten to 0. */
    record Proved() implements Equivalence {}

    /**
     * They have not.
     *
     * @param point values of all variables
     * @param left the value of the first formula there
     * @param right the value of the second, further away than rounding explains
     */
    record Refuted(Map<String, Array> point, Array left, Array right) implements Equivalence {}

    /**
     * No proof was found, and no counterexample.
     *
     * @param points at how many points both had the same values
     */
    record Unknown(int points) implements Equivalence {}
}
