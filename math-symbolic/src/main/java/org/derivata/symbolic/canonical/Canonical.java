package org.derivata.symbolic.canonical;

import org.derivata.symbolic.rewrite.RuleSet;

/** The rules that bring sums and products into a normal form. */
public final class Canonical {

    /** Views outward, factors out of sums, and products of sums multiplied out where that cancels. */
    public static final RuleSet RULES = RuleSet.of(
            "canonical",
            new ViewsOutward(),
            new ScalarsOutOfSums(),
            new Expansion(),
            new Factoring(),
            new CommonDenominator(),
            new SharedContext());

    private Canonical() {}
}
