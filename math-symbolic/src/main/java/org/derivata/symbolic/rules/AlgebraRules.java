package org.derivata.symbolic.rules;

import org.derivata.symbolic.rewrite.RuleSet;

/** Shorter forms of sums, products, powers, exponentials, logarithms and absolute values. */
public final class AlgebraRules {

    /** What overflows before it cancels. */
    public static final RuleSet CANCELLED = RuleSet.known("cancelled", """
            sigmoid-and-exponent   : sigmoid(a) * (1 + exp(-a)) -> 1
            log2-of-power-of-two   : log2(2**a)             -> a
            log10-of-power-of-ten  : log10(10**a)           -> a
            log2-of-exp            : log2(exp(a))           -> a / log(2)
            log10-of-exp           : log10(exp(a))          -> a / log(10)
            """);

    /** Powers, exponentials and logarithms. */
    public static final RuleSet POWERS = RuleSet.known("powers", """
            exp-of-zero            : exp(0)                 -> 1
            exp-of-one             : exp(1)                 -> e
            expm1-of-zero          : expm1(0)               -> 0
            log-of-one             : log(1)                 -> 0
            log-of-e               : log(e)                 -> 1
            log1p-of-zero          : log1p(0)               -> 0
            log2-of-one            : log2(1)                -> 0
            log2-of-two            : log2(2)                -> 1
            log10-of-one           : log10(1)               -> 0
            log10-of-ten           : log10(10)              -> 1
            power-of-power         : (a**p)**q              -> a**(p*q)            where a > 0
            reciprocal-of-nonzero  : reciprocal_no_nan(a)   -> 1 / a                where a != 0
            square-of-root         : sqrt(a)**2             ~> a
            square-of-abs          : abs(a)**2              -> a**2
            root-of-square-factor  : sqrt(a**2 * b)         -> abs(a) * sqrt(b)    where b >= 0
            product-of-powers      : a**b * a**c            -> a**(b + c)          where a > 0
            power-times-base       : a**b * a               -> a**(b + 1)          where a > 0
            power-over-base        : a**b / a               -> a**(b - 1)          where a > 0
            lower-power-over-power : a**(b - 1) / a**b      ~> 1 / a
            base-times-lower-power : a * a**(b - 1)         ~> a**b
            square-times-lower-power : a**2 * a**(b - 1)    ~> a**(b + 1)
            ratio-of-squares       : a**2 / b**2            -> (a / b)**2
            cube-root-of-cube      : cbrt(a**3)             -> a
            cube-of-cube-root      : cbrt(a)**3             -> a
            power-of-e             : e**a                   -> exp(a)
            exp-of-log-of-positive : exp(log(a))            -> a                   where a > 0
            exp-of-log             : exp(log(a))            ~> a
            exp-of-log-of-same     : exp(b * log(a))        -> a**b                where a > 0
            exp-of-multiple-of-log : exp(b * log(a))        ~> a**b
            exp-of-log-ratio       : exp(log(a) - log(b))   ~> a / b
            exp-of-log-product     : exp(log(a) + log(b))   ~> a * b
            exp-of-log1p           : exp(log1p(a))          ~> 1 + a
            expm1-of-log1p         : expm1(log1p(a))        ~> a
            expm1-of-log           : expm1(log(a))          ~> a - 1
            log1p-of-expm1         : log1p(expm1(a))        -> a
            expm1-plus-one         : expm1(a) + 1           -> exp(a)
            log1p-of-predecessor   : log1p(a - 1)           -> log(a)
            two-to-the-log2        : 2**log2(a)             ~> a
            ten-to-the-log10       : 10**log10(a)           ~> a
            log-over-log-of-two    : log(a) / log(2)        -> log2(a)
            log-over-log-of-ten    : log(a) / log(10)       -> log10(a)
            log2-of-reciprocal     : log2(1 / a)            -> -log2(a)
            log10-of-reciprocal    : log10(1 / a)           -> -log10(a)
            log10-of-power         : log10(a**p)            -> p * log10(a)        where a > 0
            log2-of-power          : log2(a**p)             -> p * log2(a)         where a > 0
            log-of-reciprocal      : log(1 / a)             -> -log(a)
            log-of-root            : log(sqrt(a))           -> log(a) / 2
            log-of-square          : log(a**2)              -> 2 * log(abs(a))
            log-of-product         : log(a * b)             -> log(a) + log(b)     where a > 0
            both-sigmoids          : sigmoid(a) + sigmoid(-a) -> 1
            difference-of-sigmoids : sigmoid(a) - sigmoid(-a) -> tanh(a / 2)
            sigmoid-times-argument : a * sigmoid(a)         -> silu(a)
                        """);

    /** Square matrices. */
    public static final RuleSet MATRICES = RuleSet.known("matrices", """
            inverse-of-invertible-inverse : inv(inv(A))          -> A                     where invertible(A)
            inverse-of-inverse            : inv(inv(A))          ~> A
            inverse-of-transpose          : inv(A.T)             -> inv(A).T
            inverse-of-negative           : inv(-A)              -> -inv(A)
            inverse-of-product            : inv(A) @ inv(B)      -> inv(B @ A)
            determinant-of-transpose      : det(A.T)             -> det(A)
            determinant-of-inverse        : det(inv(A))          -> 1 / det(A)
            determinant-of-product        : det(A @ B)           -> det(A) * det(B)
            log-determinant-of-transpose  : logdet(A.T)          -> logdet(A)
            log-determinant-of-inverse    : logdet(inv(A))       -> -logdet(A)
                        """);

    /** All of them, and what only code can say. */
    public static final RuleSet ALL = RuleSet.of(
                    "algebra",
                    new SumOfDistribution(),
                    new OppositePowers(false),
                    new OppositePowers(true),
                    new CancelledInverse(false),
                    new CancelledInverse(true),
                    new RootOfEvenPower(),
                    new CancelledNorm(),
                    new CancelledProd())
            .and(CANCELLED)
            .and(POWERS)
            .and(ConditionRules.ALL)
            .and(TrigonometricRules.ALL)
            .and(MATRICES);

    private AlgebraRules() {}
}
