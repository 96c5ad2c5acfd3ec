package org.derivata.symbolic.rules;

import org.derivata.symbolic.rewrite.RuleSet;

/** Circular and hyperbolic functions, their inverses, and the error function. */
public final class TrigonometricRules {

    /** Values that a textbook's table has. */
    public static final RuleSet VALUES = RuleSet.known("values", """
            sine-of-zero            : sin(0)         -> 0
            sine-of-right-angle     : sin(pi / 2)    -> 1
            sine-of-half-turn       : sin(pi)        -> 0
            sine-of-full-turn       : sin(2 * pi)    -> 0
            cosine-of-zero          : cos(0)         -> 1
            cosine-of-right-angle   : cos(pi / 2)    -> 0
            cosine-of-half-turn     : cos(pi)        -> -1
            cosine-of-full-turn     : cos(2 * pi)    -> 1
            tangent-of-zero         : tan(0)         -> 0
            tangent-of-eighth-turn  : tan(pi / 4)    -> 1
            tangent-of-half-turn    : tan(pi)        -> 0
            arcsine-of-zero         : asin(0)        -> 0
            arcsine-of-one          : asin(1)        -> pi / 2
            arccosine-of-zero       : acos(0)        -> pi / 2
            arccosine-of-one        : acos(1)        -> 0
            arccosine-of-minus-one  : acos(-1)       -> pi
            arctangent-of-zero      : atan(0)        -> 0
            arctangent-of-one       : atan(1)        -> pi / 4
            sinh-of-zero            : sinh(0)        -> 0
            cosh-of-zero            : cosh(0)        -> 1
            tanh-of-zero            : tanh(0)        -> 0
            arsinh-of-zero          : asinh(0)       -> 0
            arcosh-of-one           : acosh(1)       -> 0
            artanh-of-zero          : atanh(0)       -> 0
            error-function-of-zero  : erf(0)         -> 0
            complement-at-zero      : erfc(0)        -> 1
            sigmoid-of-zero         : sigmoid(0)     -> 1 / 2
            softplus-of-zero        : softplus(0)    -> log(2)
            log-gamma-of-one        : lgamma(1)      -> 0
            log-gamma-of-two        : lgamma(2)      -> 0
            cube-root-of-zero       : cbrt(0)        -> 0
            cube-root-of-one        : cbrt(1)        -> 1
            """);

    /** Odd and even functions. */
    public static final RuleSet PARITY = RuleSet.known("parity", """
            sine-of-negative           : sin(-a)    -> -sin(a)
            cosine-of-negative         : cos(-a)    -> cos(a)
            tangent-of-negative        : tan(-a)    -> -tan(a)
            arcsine-of-negative        : asin(-a)   -> -asin(a)
            arctangent-of-negative     : atan(-a)   -> -atan(a)
            sinh-of-negative           : sinh(-a)   -> -sinh(a)
            cosh-of-negative           : cosh(-a)   -> cosh(a)
            tanh-of-negative           : tanh(-a)   -> -tanh(a)
            arsinh-of-negative         : asinh(-a)  -> -asinh(a)
            artanh-of-negative         : atanh(-a)  -> -atanh(a)
            error-function-of-negative : erf(-a)    -> -erf(a)
            cube-root-of-negative      : cbrt(-a)   -> -cbrt(a)
            cosine-of-abs              : cos(abs(a))  -> cos(a)
            cosh-of-abs                : cosh(abs(a)) -> cosh(a)
            """);

    /** Sums, products and quotients of sines and cosines. */
    public static final RuleSet ANGLES = RuleSet.known("angles", """
            pythagoras                 : sin(a)**2 + cos(a)**2               -> 1
            pythagoras-cosine          : 1 - sin(a)**2                       -> cos(a)**2
            pythagoras-sine            : 1 - cos(a)**2                       -> sin(a)**2
            pythagoras-secant          : 1 / cos(a)**2 - tan(a)**2           -> 1
            secant-minus-one           : 1 / cos(a)**2 - 1                   -> tan(a)**2
            double-angle               : sin(a) * cos(a)                     -> sin(2 * a) / 2
            double-angle-cosine        : cos(a)**2 - sin(a)**2               -> cos(2 * a)
            double-angle-of-sine       : 1 - 2 * sin(a)**2                   -> cos(2 * a)
            double-angle-of-cosine     : 2 * cos(a)**2 - 1                   -> cos(2 * a)
            sine-of-sum                : sin(a) * cos(b) + cos(a) * sin(b)   -> sin(a + b)
            sine-of-difference         : sin(a) * cos(b) - cos(a) * sin(b)   -> sin(a - b)
            cosine-of-sum              : cos(a) * cos(b) - sin(a) * sin(b)   -> cos(a + b)
            cosine-of-difference       : cos(a) * cos(b) + sin(a) * sin(b)   -> cos(a - b)
            tangent                    : sin(a) / cos(a)                     -> tan(a)
            cotangent                  : cos(a) / sin(a)                     -> 1 / tan(a)
            tangent-times-cosine       : tan(a) * cos(a)                     -> sin(a)
            sine-over-tangent          : sin(a) / tan(a)                     ~> cos(a)
            sine-shifted-by-quarter    : sin(a + pi / 2)                     -> cos(a)
            sine-shifted-back          : sin(a - pi / 2)                     -> -cos(a)
            cosine-shifted-by-quarter  : cos(a + pi / 2)                     -> -sin(a)
            cosine-shifted-back        : cos(a - pi / 2)                     -> sin(a)
            sine-of-complement         : sin(pi / 2 - a)                     -> cos(a)
            cosine-of-complement       : cos(pi / 2 - a)                     -> sin(a)
            sine-shifted-by-half       : sin(a + pi)                         -> -sin(a)
            cosine-shifted-by-half     : cos(a + pi)                         -> -cos(a)
            tangent-shifted-by-half    : tan(a + pi)                         -> tan(a)
            sine-of-supplement         : sin(pi - a)                         -> sin(a)
            cosine-of-supplement       : cos(pi - a)                         -> -cos(a)
            sine-of-period             : sin(a + 2 * pi)                     -> sin(a)
            cosine-of-period           : cos(a + 2 * pi)                     -> cos(a)
            """);

    /** The same of hyperbolic functions. */
    public static final RuleSet HYPERBOLIC = RuleSet.known("hyperbolic", """
            hyperbolic-pythagoras      : cosh(a)**2 - sinh(a)**2             -> 1
            pythagoras-sinh            : cosh(a)**2 - 1                      -> sinh(a)**2
            pythagoras-cosh            : 1 + sinh(a)**2                      -> cosh(a)**2
            sum-of-cosh-and-sinh       : cosh(a) + sinh(a)                   -> exp(a)
            difference-of-cosh-and-sinh : cosh(a) - sinh(a)                  -> exp(-a)
            tanh                       : sinh(a) / cosh(a)                   -> tanh(a)
            coth                       : cosh(a) / sinh(a)                   -> 1 / tanh(a)
            tanh-times-cosh            : tanh(a) * cosh(a)                   -> sinh(a)
            sinh-over-tanh             : sinh(a) / tanh(a)                   ~> cosh(a)
            double-argument            : sinh(a) * cosh(a)                   -> sinh(2 * a) / 2
            double-argument-of-cosh    : cosh(a)**2 + sinh(a)**2             -> cosh(2 * a)
            sinh-of-sum                : sinh(a) * cosh(b) + cosh(a) * sinh(b) -> sinh(a + b)
            sinh-of-difference         : sinh(a) * cosh(b) - cosh(a) * sinh(b) -> sinh(a - b)
            cosh-of-sum                : cosh(a) * cosh(b) + sinh(a) * sinh(b) -> cosh(a + b)
            cosh-of-difference         : cosh(a) * cosh(b) - sinh(a) * sinh(b) -> cosh(a - b)
            area-sine                  : log(a + sqrt(a**2 + 1))             -> asinh(a)
            area-sine-of-negative      : log(sqrt(a**2 + 1) - a)             -> -asinh(a)
            area-sine-by-hypotenuse    : log(a + hypot(a, 1))                -> asinh(a)
            area-sine-of-negative-by-hypotenuse : log(hypot(a, 1) - a)       -> -asinh(a)
            """);

    /** A function after its inverse, the inverse after it, and sums of inverses. */
    public static final RuleSet INVERSES = RuleSet.known("inverses", """
            sine-of-arcsine            : sin(asin(a))                ~> a
            cosine-of-arccosine        : cos(acos(a))                ~> a
            tangent-of-arctangent      : tan(atan(a))                -> a
            sinh-of-arsinh             : sinh(asinh(a))              -> a
            cosh-of-arsinh             : cosh(asinh(a))              -> hypot(a, 1)
            cosh-of-arcosh             : cosh(acosh(a))              ~> a
            tanh-of-artanh             : tanh(atanh(a))              ~> a
            arsinh-of-sinh             : asinh(sinh(a))              -> a
            arcosh-of-cosh             : acosh(cosh(a))              -> abs(a)
            artanh-of-tanh             : atanh(tanh(a))              -> a
            right-angle                : asin(a) + acos(a)           ~> pi / 2
            error-function-and-complement : erf(a) + erfc(a)         -> 1
            sine-of-arccosine          : sin(acos(a))                -> sqrt(1 - a**2)
            cosine-of-arctangent       : cos(atan(a))                -> 1 / hypot(a, 1)
            cosine-of-arcsine          : cos(asin(a))                -> sqrt(1 - a**2)
            arctangent-of-ratio-to-one : atan2(a, 1)                 -> atan(a)
            log-gamma-recurrence       : lgamma(a + 1) - lgamma(a)   ~> log(abs(a))
            digamma-recurrence         : digamma(a + 1) - digamma(a) ~> 1 / a
            """);

    /** All of them. */
    public static final RuleSet ALL = RuleSet.of("trigonometry")
            .and(VALUES)
            .and(PARITY)
            .and(ANGLES)
            .and(HYPERBOLIC)
            .and(INVERSES);

    private TrigonometricRules() {}
}
