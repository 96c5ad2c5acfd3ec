package org.derivata.symbolic.rules;

import org.derivata.symbolic.rewrite.RuleSet;

/** Shorter forms of sums, products, powers, exponentials, logarithms and absolute values. */
public final class AlgebraRules {

    /** Powers, exponentials and logarithms. */
    public static final RuleSet POWERS = RuleSet.parse("powers", """
            exp-of-zero            : exp(0)             -> 1
            expm1-of-zero          : expm1(0)           -> 0
            log-of-one             : log(1)             -> 0
            log1p-of-zero          : log1p(0)           -> 0
            power-of-power         : (a**p)**q          -> a**(p*q)          where a > 0
            square-of-root         : sqrt(a)**2         ~> a
            square-of-abs          : abs(a)**2          -> a**2
            exp-of-log-of-positive : exp(log(a))        -> a                 where a > 0
            exp-of-log             : exp(log(a))        ~> a
            exp-of-multiple-of-log : exp(b * log(a))    -> a**b              where a > 0
            product-of-exp         : exp(a) * exp(b)    -> exp(a + b)
            power-of-exp           : exp(a)**p          -> exp(p * a)
            log-of-reciprocal      : log(1 / a)         -> -log(a)
            log-of-root            : log(sqrt(a))       -> log(a) / 2
            log-of-square          : log(a**2)          -> 2 * log(abs(a))
            log-of-product         : log(a * b)         -> log(a) + log(b)   where a > 0
            """);

    /** Absolute values, signs, and the larger and smaller of two. */
    public static final RuleSet SIGNS = RuleSet.parse("signs", """
            sign-of-zero         : sign(0)                       -> 0
            abs-of-nonnegative   : abs(a)                        -> a                   where a >= 0
            abs-of-nonpositive   : abs(a)                        -> -a                  where a <= 0
            abs-of-negative      : abs(-a)                       -> abs(a)
            product-of-abs       : abs(a) * abs(b)               -> abs(a * b)
            sign-of-positive     : sign(a)                       -> 1                   where a > 0
            sign-below-zero      : sign(a)                       -> -1                  where a < 0
            sign-of-negative     : sign(-a)                      -> -sign(a)
            sign-of-sign         : sign(sign(a))                 -> sign(a)
            sign-of-abs          : sign(abs(a))                  -> 1                   where a != 0
            square-of-sign       : sign(a)**2                    -> 1                   where a != 0
            times-its-sign       : a * sign(a)                   -> abs(a)
            abs-times-sign       : abs(a) * sign(a)              -> a
            over-its-abs         : a / abs(a)                    ~> sign(a)
            abs-over             : abs(a) / a                    ~> sign(a)
            both-branches        : where(c, a, 0) + where(c, 0, b) -> where(c, a, b)
            same-branches        : where(c, a, a)                -> a
            maximum-of-same      : maximum(a, a)                 -> a
            minimum-of-same      : minimum(a, a)                 -> a
            maximum-of-negatives : maximum(-a, -b)               -> -minimum(a, b)
            minimum-of-negatives : minimum(-a, -b)               -> -maximum(a, b)
            maximum-of-signs     : maximum(a, -a)                -> abs(a)
            minimum-of-signs     : minimum(a, -a)                -> -abs(a)
            maximum-and-minimum  : maximum(a, b) + minimum(a, b) -> a + b
            maximum-of-exp       : maximum(exp(a), exp(b))       -> exp(maximum(a, b))
            minimum-of-exp       : minimum(exp(a), exp(b))       -> exp(minimum(a, b))
            relu-of-nonnegative  : relu(a)                       -> a                   where a >= 0
            relu-of-nonpositive  : relu(a)                       -> 0                   where a <= 0
            difference-of-relu   : relu(a) - relu(-a)            -> a
            sum-of-relu          : relu(a) + relu(-a)            -> abs(a)
            same-branches        : where(c, a, a)                -> a
            where-not            : where(not c, a, b)            -> where(c, b, a)
            where-positive       : where(a > 0, a, 0)            -> relu(a)
            where-abs            : where(a > 0, a, -a)           -> abs(a)
            not-not              : not (not (not a))             -> not a
            """);

    /** Trigonometric and logistic functions. */
    public static final RuleSet TRIGONOMETRY = RuleSet.parse("trigonometry", """
            sine-of-zero       : sin(0)                    -> 0
            cosine-of-zero     : cos(0)                    -> 1
            tanh-of-zero       : tanh(0)                   -> 0
            sigmoid-of-zero    : sigmoid(0)                -> 1 / 2
            sine-of-negative   : sin(-a)                   -> -sin(a)
            cosine-of-negative : cos(-a)                   -> cos(a)
            tanh-of-negative   : tanh(-a)                  -> -tanh(a)
            pythagoras         : sin(a)**2 + cos(a)**2     -> 1
            pythagoras-cosine  : 1 - sin(a)**2             -> cos(a)**2
            pythagoras-sine    : 1 - cos(a)**2             -> sin(a)**2
            double-angle       : sin(a) * cos(a)           -> sin(2 * a) / 2
            double-angle-cosine : cos(a)**2 - sin(a)**2    -> cos(2 * a)
            both-sigmoids      : sigmoid(a) + sigmoid(-a)  -> 1
            """);

    /** Square matrices. */
    public static final RuleSet MATRICES = RuleSet.parse("matrices", """
            inverse-of-invertible-inverse : inv(inv(A))     -> A             where invertible(A)
            inverse-of-inverse            : inv(inv(A))     ~> A
            inverse-of-transpose          : inv(A.T)        -> inv(A).T
            determinant-of-transpose      : det(A.T)        -> det(A)
            determinant-of-inverse        : det(inv(A))     -> 1 / det(A)
            determinant-of-product        : det(A @ B)      -> det(A) * det(B)
            log-determinant-of-transpose  : logdet(A.T)     -> logdet(A)
            log-determinant-of-inverse    : logdet(inv(A))  -> -logdet(A)
            """);

    /** All of them, and what only code can say. */
    public static final RuleSet ALL = RuleSet.of(
                    "algebra", new SumOfDistribution(), new OppositePowers(false), new OppositePowers(true))
            .and(POWERS)
            .and(SIGNS)
            .and(TRIGONOMETRY)
            .and(MATRICES);

    private AlgebraRules() {}
}
