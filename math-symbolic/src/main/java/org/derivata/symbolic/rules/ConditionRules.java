package org.derivata.symbolic.rules;

import org.derivata.symbolic.rewrite.RuleSet;

/** Comparisons, branches, the larger and smaller of two, absolute values and signs. */
public final class ConditionRules {

    /** Absolute values and signs. */
    public static final RuleSet SIGNS = RuleSet.known("signs", """
            sign-of-zero         : sign(0)                       -> 0
            abs-of-nonnegative   : abs(a)                        -> a                   where a >= 0
            abs-of-nonpositive   : abs(a)                        -> -a                  where a <= 0
            abs-of-negative      : abs(-a)                       -> abs(a)
            abs-of-positive-factor : abs(a * b)                  -> a * abs(b)          where a > 0
            product-of-abs       : abs(a) * abs(b)               -> abs(a * b)
            quotient-of-abs      : abs(a) / abs(b)               -> abs(a / b)
            abs-of-sign          : abs(sign(a))                  -> 1                   where a != 0
            sign-of-positive     : sign(a)                       -> 1                   where a > 0
            sign-below-zero      : sign(a)                       -> -1                  where a < 0
            sign-of-negative     : sign(-a)                      -> -sign(a)
            sign-of-sign         : sign(sign(a))                 -> sign(a)
            sign-of-abs          : sign(abs(a))                  -> 1                   where a != 0
            square-of-sign       : sign(a)**2                    -> 1                   where a != 0
            times-its-sign       : a * sign(a)                   -> abs(a)
            times-squared-sign   : a * sign(a)**2                -> a
            abs-times-sign       : abs(a) * sign(a)              -> a
            over-its-abs         : a / abs(a)                    ~> sign(a)
            abs-over             : abs(a) / a                    ~> sign(a)
            sign-over-abs        : sign(a) / abs(a)              -> 1 / a
            floor-of-integer     : floor(a)                      -> a                   where integer(a)
            ceil-of-integer      : ceil(a)                       -> a                   where integer(a)
            round-of-integer     : round(a)                      -> a                   where integer(a)
            floor-of-negative    : floor(-a)                     -> -ceil(a)
            ceil-of-negative     : ceil(-a)                      -> -floor(a)
            round-of-negative    : round(-a)                     -> -round(a)
            """);

    /** The larger and the smaller of two. */
    public static final RuleSet EXTREMA = RuleSet.known("extrema", """
            maximum-of-same      : maximum(a, a)                 -> a
            minimum-of-same      : minimum(a, a)                 -> a
            maximum-of-negatives : maximum(-a, -b)               -> -minimum(a, b)
            minimum-of-negatives : minimum(-a, -b)               -> -maximum(a, b)
            maximum-of-signs     : maximum(a, -a)                -> abs(a)
            minimum-of-signs     : minimum(a, -a)                -> -abs(a)
            maximum-and-minimum  : maximum(a, b) + minimum(a, b) -> a + b
            distance-of-extrema  : maximum(a, b) - minimum(a, b) -> abs(a - b)
            maximum-by-distance  : a + b + abs(a - b)            -> 2 * maximum(a, b)
            minimum-by-distance  : a + b - abs(a - b)            -> 2 * minimum(a, b)
            maximum-of-exp       : maximum(exp(a), exp(b))       -> exp(maximum(a, b))
            minimum-of-exp       : minimum(exp(a), exp(b))       -> exp(minimum(a, b))
            maximum-of-maximum   : maximum(a, maximum(a, b))     -> maximum(a, b)
            minimum-of-minimum   : minimum(a, minimum(a, b))     -> minimum(a, b)
            maximum-absorbs      : maximum(a, minimum(a, b))     -> a
            minimum-absorbs      : minimum(a, maximum(a, b))     -> a
            maximum-of-shifted   : maximum(a + c, b + c)         -> maximum(a, b) + c
            minimum-of-shifted   : minimum(a + c, b + c)         -> minimum(a, b) + c
            maximum-of-scaled    : maximum(c * a, c * b)         -> c * maximum(a, b)   where c >= 0
            minimum-of-scaled    : minimum(c * a, c * b)         -> c * minimum(a, b)   where c >= 0
            maximum-across-zero  : maximum(a, b)                 -> a                   where a >= 0 and b < 0
            minimum-across-zero  : minimum(a, b)                 -> b                   where a >= 0 and b < 0
            relu-of-nonnegative  : relu(a)                       -> a                   where a >= 0
            relu-of-nonpositive  : relu(a)                       -> 0                   where a <= 0
            difference-of-relu   : relu(a) - relu(-a)            -> a
            sum-of-relu          : relu(a) + relu(-a)            -> abs(a)
            relu-where-positive  : relu(a) * (a > 0)             -> relu(a)
            product-of-relu      : relu(a) * relu(-a)            -> 0
            """);

    /** Comparisons and conditions. Comparisons with NaN are false, so that {@code a <= a} stays. */
    public static final RuleSet COMPARISONS = RuleSet.known("comparisons", """
            greater-or-not       : (a > b) + (a <= b)            -> 1
            less-or-not          : (a < b) + (a >= b)            -> 1
            equal-or-not         : (a == b) + (a != b)           -> 1
            greater-or-equal     : (a > b) + (a == b)            -> a >= b
            less-or-equal        : (a < b) + (a == b)            -> a <= b
            greater-and-less     : (a > b) * (a < b)             -> 0
            greater-than-itself  : a > a                         -> 0
            less-than-itself     : a < a                         -> 0
            greater-of-negatives : -a > -b                       -> a < b
            less-of-negatives    : -a < -b                       -> a > b
            at-least-of-negatives : -a >= -b                     -> a <= b
            at-most-of-negatives : -a <= -b                      -> a >= b
            equal-negatives      : -a == -b                      -> a == b
            unequal-negatives    : -a != -b                      -> a != b
            positive-is-positive : a > 0                         -> 1                   where a > 0
            nonpositive-is-not   : a > 0                         -> 0                   where a <= 0
            nonnegative-is       : a >= 0                        -> 1                   where a >= 0
            negative-is-not      : a >= 0                        -> 0                   where a < 0
            negative-is-negative : a < 0                         -> 1                   where a < 0
            nonnegative-is-not   : a < 0                         -> 0                   where a >= 0
            nonpositive-is       : a <= 0                        -> 1                   where a <= 0
            positive-is-not      : a <= 0                        -> 0                   where a > 0
            nonzero-is-not       : a == 0                        -> 0                   where a != 0
            nonzero-is           : a != 0                        -> 1                   where a != 0
            not-not              : not (not (not a))             -> not a
            not-equal            : not (a == b)                  -> a != b
            not-unequal          : not (a != b)                  -> a == b
            and-false            : a and 0                       -> 0
            or-true              : a or 1                        -> 1
            neither              : (not a) and (not b)           -> not (a or b)
            not-both             : (not a) or (not b)            -> not (a and b)
            contradiction        : a and (not a)                 -> 0
            excluded-middle      : a or (not a)                  -> 1
            """);

    /** Branches. */
    public static final RuleSet BRANCHES = RuleSet.known("branches", """
            where-true           : where(1, a, b)                -> a
            where-false          : where(0, a, b)                -> b
            both-branches        : where(c, a, 0) + where(c, 0, b) -> where(c, a, b)
            first-branches       : where(c, a, 0) + where(c, b, 0) -> where(c, a + b, 0)
            second-branches      : where(c, 0, a) + where(c, 0, b) -> where(c, 0, a + b)
            same-branches        : where(c, a, a)                -> a
            where-not            : where(not c, a, b)            -> where(c, b, a)
            where-in-first       : where(c, where(c, a, b), d)   -> where(c, a, d)
            where-in-second      : where(c, a, where(c, b, d))   -> where(c, a, d)
            where-equal          : where(a == b, a, b)           -> b
            where-unequal        : where(a != b, a, b)           -> a
            over-factor-of-first : where(c, a * d, b) / d        ~> where(c, a, b / d)
            over-factor-of-second : where(c, a, b * d) / d       ~> where(c, a / d, b)
            where-positive       : where(a > 0, a, 0)            -> relu(a)
            where-abs            : where(a > 0, a, -a)           -> abs(a)
            where-greater-is     : where(a > b, 1, 0)            -> a > b
            where-less-is        : where(a < b, 1, 0)            -> a < b
            where-at-least-is    : where(a >= b, 1, 0)           -> a >= b
            where-at-most-is     : where(a <= b, 1, 0)           -> a <= b
            where-equal-is       : where(a == b, 1, 0)           -> a == b
            """);

    /** All of them. */
    public static final RuleSet ALL =
            RuleSet.of("conditions").and(SIGNS).and(EXTREMA).and(COMPARISONS).and(BRANCHES);

    private ConditionRules() {}
}
