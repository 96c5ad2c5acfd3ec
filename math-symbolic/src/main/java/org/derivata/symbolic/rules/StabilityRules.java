package org.derivata.symbolic.rules;

import org.derivata.symbolic.rewrite.RuleSet;

/** Forms that overflow, cancel or divide by zero, each with the form that does not. */
public final class StabilityRules {

    /** What overflows as soon as it is written over a common denominator, or as a difference of logarithms. */
    public static final RuleSet EXPONENTIALS = RuleSet.known("exponentials", """
            log-of-exp                    : log(exp(a))                -> a
            log-of-two-exponentials       : log(exp(a) + exp(b))       -> logaddexp(a, b)
            ratio-of-exponentials         : exp(a) / (exp(a) + exp(b)) -> sigmoid(a - b)
            """);

    /** Everything that stabilising does, but for opening composites. */
    public static final RuleSet ALL = RuleSet.of(
                    "stability",
                    new SoftmaxOfExponentials(),
                    new LogOfSumOfExponentials(),
                    new ShiftOfExponents(),
                    new LogSoftmaxOfDifference(),
                    new VarianceOfMoments())
            .and(EXPONENTIALS)
            .and(TrigonometricRules.HYPERBOLIC)
            .and(AlgebraRules.CANCELLED)
            .and(RuleSet.known("stability", """
                    sigmoid-of-negative-exponent  : 1 / (1 + exp(-a))          -> sigmoid(a)
                    sigmoid-of-exponent           : 1 / (1 + exp(a))           -> sigmoid(-a)
                    square-of-sigmoid             : 1 / (1 + exp(-a))**2       -> sigmoid(a)**2
                    square-of-sigmoid-of-negative : 1 / (1 + exp(a))**2        -> sigmoid(-a)**2
                    sigmoid-of-ratio              : exp(a) * sigmoid(-a)       -> sigmoid(a)
                    sigmoid-of-complement         : 1 - sigmoid(a)             -> sigmoid(-a)
                    exponent-of-odds              : sigmoid(a) / sigmoid(-a)   -> exp(a)
                    log-of-sigmoid                : log(sigmoid(a))            -> -softplus(-a)
                    log-of-complement             : log1p(-sigmoid(a))         -> -softplus(a)
                    exp-of-negative-softplus      : exp(-softplus(a))          -> sigmoid(-a)
                    softplus-of-log               : log(1 + exp(a))            -> softplus(a)
                    softplus-of-log1p             : log1p(exp(a))              -> softplus(a)
                    difference-of-softplus        : softplus(a) - softplus(-a) -> a
                    log-of-power                  : log(a**p)                  -> p * log(a)  where a > 0
                    product-of-exp                : exp(a) * exp(b)            -> exp(a + b)
                    power-of-exp                  : exp(a)**p                  -> exp(p * a)
                    difference-of-exponentials    : exp(a) - exp(-a)           -> 2 * sinh(a)
                    sum-of-exponentials           : exp(a) + exp(-a)           -> 2 * cosh(a)
                    exp-of-softplus               : exp(softplus(a))           -> 1 + exp(a)
                    two-log-sum-exp               : logaddexp(a, a)            -> a + log(2)
                    complement-of-error-function  : 1 - erf(a)                 -> erfc(a)
                    upper-error-function          : 1 + erf(a)                 -> erfc(-a)
                    error-function-of-complement  : 1 - erfc(a)                -> erf(a)
                    log-of-error-complement       : log(erfc(a))               -> log_erfc(a)
                    log-of-half-error-complement  : log(erfc(a) / 2)           -> log_erfc(a) - log(2)
                    log-of-complement-of-exp      : log(-expm1(a))             -> log1mexp(a)
                    softmax-of-log-softmax        : softmax(log_softmax(a, axis=k), axis=k) -> softmax(a, axis=k)
                    log-softmax-of-itself         : log_softmax(log_softmax(a, axis=k), axis=k) -> log_softmax(a, axis=k)
                    hypotenuse                    : sqrt(a**2 + b**2)          -> hypot(a, b)
                    hypotenuse-in-space           : sqrt(a**2 + b**2 + c**2)   -> hypot(hypot(a, b), c)
                    difference-of-roots           : sqrt(a + b) - sqrt(a)      -> b / (sqrt(a + b) + sqrt(a))  where b > 0
                    difference-of-reciprocals     : 1 / a - 1 / (a + b)        -> b / (a * (a + b))
                    log-of-softmax                : log(softmax(a, axis=k))    -> log_softmax(a, axis=k)
                    exp-of-log-softmax            : exp(log_softmax(a, axis=k)) -> softmax(a, axis=k)
                    log-of-exponential-and-rest   : log(exp(a) + exp(b) + c)   -> log(exp(logaddexp(a, b)) + c)
                    log-of-symmetric-odds         : log((1 + a) / (1 - a))     -> 2 * atanh(a)
                    log1p                         : log(1 + a)                 -> log1p(a)
                    expm1                         : exp(a) - 1                 -> expm1(a)
                    tanh-of-expm1                 : expm1(a) * sigmoid(-a)     -> tanh(a / 2)
                    tanh-of-sigmoid               : 2 * sigmoid(a) - 1         -> tanh(a / 2)
                    tanh-of-exponentials          : (exp(a) - exp(-a)) / (exp(a) + exp(-a)) -> tanh(a)
                    root-of-square                : sqrt(a**2)                 -> abs(a)
                    log-of-determinant            : log(det(A))                -> logdet(A)
                    log-of-odds                   : log(a / (1 - a))           -> log(a) - log1p(-a)
                    versine                       : 1 - cos(a)                 -> 2 * sin(a / 2)**2
                    root-minus-one                : sqrt(1 + a) - 1            -> a / (sqrt(1 + a) + 1)
                    """));

    /** Forms that are longer than what was typed: for what is about to be evaluated or differentiated, never for reading. */
    public static final RuleSet BEFORE = RuleSet.known("before differentiating", """
            upper-tanh                    : 1 + tanh(a)                -> 2 * sigmoid(2 * a)
            lower-tanh                    : 1 - tanh(a)                -> 2 * sigmoid(-2 * a)
            square-of-secant              : 1 - tanh(a)**2             -> 1 / cosh(a)**2
            log-of-cosh                   : log(cosh(a))               -> logaddexp(a, -a) - log(2)
            log-of-twice-sigmoid          : log(2 * sigmoid(a))        -> log(2) - softplus(-a)
            """);

    /** Slopes at the edge of their domain, where terms are infinite or cancel, as rules of derivatives and common denominators leave them. */
    public static final RuleSet SLOPES = RuleSet.known("slopes", """
            slope-of-sinc             : cos(a) / a - sin(a) / a**2   ~> -spherical_j1(a)
            slope-of-hyperbolic-sinc  : cosh(a) / a - sinh(a) / a**2 ~> spherical_i1(a)
            scaled-slope-of-sinc      : a * cos(a) - sin(a)          -> -muldiv(a, spherical_j1(a), 1 / a)
            scaled-slope-of-hyperbolic-sinc : a * cosh(a) - sinh(a)  -> muldiv(a, spherical_i1(a), 1 / a)
            slope-of-sinc-of-ratio    : a * cos(a / b) - b * sin(a / b) -> -muldiv(a, spherical_j1(a / b), b / a)
            slope-of-hyperbolic-sinc-of-ratio : a * cosh(a / b) - b * sinh(a / b) -> muldiv(a, spherical_i1(a / b), b / a)
            slope-of-log1p-ratio      : 1 / (a * (a + 1)) - log1p(a) / a**2 ~> log1p_ratio_slope(a)
            """);

    /** Forms that only a machine reads: what is about to be evaluated, and never differentiated. */
    public static final RuleSet EVALUATION = RuleSet.of(
                    "evaluation",
                    new EntropyTerm(),
                    new LogOfPower(),
                    new LogOfProd(),
                    new DistanceFromMean(),
                    new RootOfSumOfSquares(),
                    new ScaledErrorFunction(),
                    new CompoundGrowth())
            .and(RuleSet.known("evaluation", """
                    slope-of-versine-ratio    : a * sin(a) - 4 * sin(a / 2)**2 -> 2 * sin(a / 2) * where(abs(a) < 1, -a**2 * spherical_j1(a / 2) / 2, a * cos(a / 2) - 2 * sin(a / 2))
                    log-of-normal-probability : log_erfc(a) - log(2)   -> where(a < 0, log1p(-erfc(-a) / 2), log(erfcx(a) / 2) - a**2)
                    slope-of-cross-entropy    : (a - b) / (b * (1 - b)) ~> bernoulli_score(a, b)
                    difference-of-reciprocals-of-any-size : b / (a * (a + b)) -> where(abs(b) < abs(a) / 2, 1 / (a * (1 + a / b)), 1 / a - 1 / (a + b))
                    log-of-twice-sigmoid-near-zero : log(2) - softplus(a) -> where(abs(a) < 1, log1p(-tanh(a / 2)), log(2) - logaddexp(a, 0))
                    """));

    /** What simplifying or differentiating makes worse than it was typed. */
    public static final RuleSet MENDED = RuleSet.of("mended").and(SLOPES).and(EXPONENTIALS);

    /** Quotients in the order in which they stay in range: for what is about to be evaluated, after all other rules. */
    public static final RuleSet QUOTIENTS = RuleSet.of("quotients", new QuotientOfSum(), new ProductOverPowers());

    private StabilityRules() {}
}
