package org.derivata.core.operator;

import static org.derivata.core.operator.Operator.elementwise;
import static org.derivata.core.operator.Operator.elementwiseFamily;

import java.util.List;

/** The error function, the gamma function's logarithm, and their kin. */
public final class Special {

    static final Operator ERF = elementwise("erf", SpecialFunctions::erf)
            .derivative("2 / sqrt(pi) * exp(-x**2)")
            .latex("\\operatorname{erf}")
            .doc("Error function.", "erf(0) = 0", "erf(inf) = 1");

    static final Operator ERFC = elementwise("erfc", SpecialFunctions::erfc)
            .derivative("-2 / sqrt(pi) * exp(-x**2)")
            .facts(Fact.POSITIVE)
            .latex("\\operatorname{erfc}")
            .doc("1 - erf(x), precise where that is tiny.", "erfc(0) = 1");

    static final Operator ERFCX = elementwise("erfcx", SpecialFunctions::erfcx)
            .derivative("2 * x * y - 2 / sqrt(pi)")
            .facts(Fact.POSITIVE)
            .latex("\\operatorname{erfcx}")
            .doc("exp(x**2) * erfc(x), also where erfc(x) is too small for a double.", "erfcx(0) = 1");

    static final Operator LOG_ERFC = elementwise("log_erfc", SpecialFunctions::logErfc)
            .derivative("-2 / sqrt(pi) * exp(-x**2 - y)")
            .latex("\\ln\\operatorname{erfc}")
            .doc("Logarithm of erfc(x), also where erfc(x) is too small for a double.", "log_erfc(0) = 0");

    static final Operator LGAMMA = elementwise("lgamma", SpecialFunctions::logGamma)
            .derivative("digamma(x)")
            .latex("\\ln\\Gamma")
            .doc("Logarithm of the absolute value of the gamma function.", "lgamma(5) = log(24)");

    static final Operator DIGAMMA = elementwise("digamma", x -> SpecialFunctions.polygamma(0, x))
            .derivative("polygamma(1, x)")
            .latex("\\psi")
            .doc("Derivative of lgamma.", "digamma(2) - digamma(1) = 1");

    static final Operator POLYGAMMA = elementwiseFamily("polygamma", attributes -> {
                int order = attributes.integer("order");
                return x -> SpecialFunctions.polygamma(order, x);
            })
            .taking("order")
            .derivative("polygamma(order + 1, x)")
            .latex("\\psi^{(n)}")
            .doc("Derivative of digamma of an order.", "polygamma(1, 1) = pi**2 / 6");

    static final Operator HYPOT = elementwise("hypot", (double a, double b) -> Math.hypot(a, b))
            .derivative("divide_no_nan(a, y)", "divide_no_nan(b, y)")
            .facts(Fact.NONNEGATIVE)
            .latex("\\sqrt{{#1}^{2} + {#2}^{2}}")
            .doc("sqrt(a**2 + b**2) without overflow; its derivatives at 0 are 0.", "hypot(3, 4) = 5");

    static final Operator LOGADDEXP = elementwise("logaddexp", SpecialFunctions::logAddExp)
            .derivative("sigmoid(a - b)", "sigmoid(b - a)")
            .latex("\\operatorname{logaddexp}")
            .doc("log(exp(a) + exp(b)) without overflow.", "logaddexp(0, 0) = log(2)");

    static final Operator LOG1MEXP = elementwise("log1mexp", SpecialFunctions::log1mExp)
            .domain("x < 0")
            .derivative("-1 / expm1(-x)")
            .latex("\\operatorname{log1mexp}")
            .doc("log(1 - exp(x)) for negative x, precise near 0 and far from it.", "log1mexp(-log(2)) = -log(2)");

    static final Operator XLOGY = elementwise("xlogy", SpecialFunctions::xLogY)
            .domain("b > 0")
            .derivative("log(b)", "where(a == 0 and b == 0, 0, a / b)")
            .latex("#1 \\ln #2")
            .doc("a * log(b), and 0 where a is 0.", "xlogy(0, 0) = 0", "xlogy(2, e) = 2");

    static final Operator XLOG1PY = elementwise("xlog1py", SpecialFunctions::xLog1pY)
            .domain("b > -1")
            .derivative("log1p(b)", "where(a == 0 and b == -1, 0, a / (1 + b))")
            .latex("#1 \\ln\\left(1 + #2\\right)")
            .doc("a * log1p(b), and 0 where a is 0.", "xlog1py(0, -1) = 0", "xlog1py(2, e - 1) = 2");

    static final Operator LOG1PMX = elementwise("log1pmx", SpecialFunctions::log1pMinusX)
            .domain("x > -1")
            .derivative("-x / (1 + x)")
            .latex("\\operatorname{log1pmx}")
            .doc("log1p(x) - x, precise near 0.", "log1pmx(1) = log(2) - 1");

    static final Operator LOG1P_RATIO_SLOPE = elementwise("log1p_ratio_slope", SpecialFunctions::log1pRatioSlope)
            .domain("x > -1")
            .derivative("where(x == 0, 2/3 - 3/2 * x, -(1 / (1 + x)**2 + 2 * y) / x)")
            .latex("\\operatorname{log1p\\_ratio\\_slope}")
            .doc(
                    "The derivative of log1p(x) / x, which is (x / (1 + x) - log1p(x)) / x**2.",
                    "log1p_ratio_slope(0) = -1/2",
                    "log1p_ratio_slope(1) = 1/2 - log(2)");

    static final Operator SPHERICAL_J1 = elementwise("spherical_j1", SpecialFunctions::sphericalJ1)
            .derivative("where(x == 0, 1/3, sin(x) / x - 2 * y / x)")
            .latex("j_1")
            .doc("Spherical Bessel function of order 1, sin(x) / x**2 - cos(x) / x.", "spherical_j1(pi) = 1 / pi");

    static final Operator SPHERICAL_I1 = elementwise("spherical_i1", SpecialFunctions::sphericalI1)
            .derivative("where(x == 0, 1/3, sinh(x) / x - 2 * y / x)")
            .latex("i_1")
            .doc(
                    "Modified spherical Bessel function of order 1, cosh(x) / x - sinh(x) / x**2.",
                    "spherical_i1(1) = exp(-1)");

    static final Operator DIVIDE_NO_NAN = elementwise("divide_no_nan", SpecialFunctions::divideNoNan)
            .derivative("reciprocal_no_nan(b)", "-y * reciprocal_no_nan(b)")
            .latex("\\frac{#1}{#2}")
            .doc("a / b, and 0 where b is 0.", "divide_no_nan(1, 0) = 0", "divide_no_nan(1, 2) = 1/2");

    public static final Operator RECIPROCAL_NO_NAN = elementwise("reciprocal_no_nan", SpecialFunctions::reciprocalNoNan)
            .derivative("-y**2")
            .latex("\\frac{1}{#1}")
            .doc("1 / x, and 0 where x is 0.", "reciprocal_no_nan(0) = 0", "reciprocal_no_nan(2) = 1/2");

    /** What evaluating makes of a quotient whose dividend is a product. */
    public static final Operator MULDIV = elementwise("muldiv", SpecialFunctions::mulDiv)
            .derivative("b / c", "a / c", "-y / c")
            .latex("\\frac{#1 #2}{#3}")
            .doc("a * b / c, also where a * b is too large or too small for a double.", "muldiv(3, 7, 10) = 2.1");

    /** What evaluating makes of a quotient with two divisors. */
    public static final Operator DIVDIV = elementwise("divdiv", SpecialFunctions::divDiv)
            .derivative("1 / (b * c)", "-y / b", "-y / c")
            .latex("\\frac{#1}{#2 #3}")
            .doc("a / b / c, also where a / b is too large or too small for a double.", "divdiv(21, 2, 5) = 2.1");

    static final Operator COMPOUND = elementwise("compound", SpecialFunctions::compound)
            .domain("a > -1")
            .derivative("b * compound(a, b - 1)", "where(a == -1, where(b >= 0, 0, -inf), y * log1p(a))")
            .latex("\\left(1 + #1\\right)^{#2}")
            .doc("(1 + a)**b, precise where a is small and b large.", "compound(1, 3) = 8");

    static final Operator BERNOULLI_SCORE = elementwise("bernoulli_score", SpecialFunctions::bernoulliScore)
            .domain("b * (1 - b) != 0")
            .derivative("1 / (b * (1 - b))", "-a / b**2 - (1 - a) / (1 - b)**2")
            .latex("\\frac{#1 - #2}{#2 \\left(1 - #2\\right)}")
            .doc(
                    "(a - b) / (b * (1 - b)), the derivative of a * log(b) + (1 - a) * log(1 - b) by b; a term without weight has none.",
                    "bernoulli_score(1, 1/4) = 4",
                    "bernoulli_score(1, 1) = 1",
                    "bernoulli_score(0, 0) = -1");

    /** Every declaration of this file. */
    static final List<Operator> ALL = List.of(
            ERF,
            ERFC,
            ERFCX,
            LOG_ERFC,
            LGAMMA,
            DIGAMMA,
            POLYGAMMA,
            HYPOT,
            LOGADDEXP,
            LOG1MEXP,
            XLOGY,
            XLOG1PY,
            LOG1PMX,
            LOG1P_RATIO_SLOPE,
            SPHERICAL_J1,
            SPHERICAL_I1,
            DIVIDE_NO_NAN,
            RECIPROCAL_NO_NAN,
            MULDIV,
            DIVDIV,
            COMPOUND,
            BERNOULLI_SCORE);

    private Special() {}
}
