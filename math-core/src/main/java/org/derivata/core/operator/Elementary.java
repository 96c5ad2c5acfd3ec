package org.derivata.core.operator;

import static org.derivata.core.operator.Operator.elementwise;
import static org.derivata.core.operator.Operator.elementwiseFamily;

import java.util.List;
import java.util.stream.Stream;

/**
 * The elementwise primitives. A new one is a declaration here and its place in {@link #ALL}; shapes, broadcasting, printing, compiling, contracts
 * and documentation follow from it.
 */
public final class Elementary {

    /** {@code x**exponent} for a constant exponent: integers by repeated multiplication, so that they are exact where they can be. */
    public static final Operator POWER = elementwiseFamily(
                    "power", attributes -> Powers.function(attributes.rational("exponent")))
            .taking("exponent")
            .derivative("exponent * x**(exponent - 1)")
            .latex("{#1}^{#2}")
            .doc("Power with a constant exponent.", "3**2 = 9");

    public static final Operator POW = elementwise("pow", Powers::pow)
            .domain("a > 0")
            .derivative("b * a**(b - 1)", "where(a == 0, where(b >= 0, 0, -inf), y * log(a))")
            .latex("{#1}^{#2}")
            .doc("Power.", "pow(2, 3) = 8", "pow(9, 0.5) = 3");

    static final Operator EXP = elementwise("exp", Math::exp)
            .derivative("y")
            .facts(Fact.POSITIVE)
            .latex("e^{#1}")
            .doc("Exponential.", "exp(0) = 1");

    static final Operator EXPM1 = elementwise("expm1", Math::expm1)
            .derivative("exp(x)")
            .latex("\\operatorname{expm1}")
            .doc("exp(x) - 1, precise near 0.", "expm1(0) = 0");

    static final Operator LOG = elementwise("log", Math::log)
            .domain("x > 0")
            .derivative("1 / x")
            .latex("\\ln")
            .doc("Natural logarithm.", "log(1) = 0");

    static final Operator LOG1P = elementwise("log1p", Math::log1p)
            .domain("x > -1")
            .derivative("1 / (1 + x)")
            .latex("\\operatorname{log1p}")
            .doc("log(1 + x), precise near 0.", "log1p(0) = 0");

    static final Operator LOG2 = elementwise("log2", (double x) -> Math.log(x) / Math.log(2))
            .domain("x > 0")
            .derivative("1 / (x * log(2))")
            .latex("\\log_2")
            .doc("Logarithm to the base 2.", "log2(8) = 3");

    static final Operator LOG10 = elementwise("log10", Math::log10)
            .domain("x > 0")
            .derivative("1 / (x * log(10))")
            .latex("\\log_{10}")
            .doc("Logarithm to the base 10.", "log10(1000) = 3");

    static final Operator CBRT = elementwise("cbrt", Math::cbrt)
            .derivative("1 / (3 * y**2)")
            .latex("\\sqrt[3]{#1}")
            .doc("Cube root, real for negative numbers too.", "cbrt(8) = 2");

    static final Operator FLOOR = elementwise("floor", Math::floor)
            .derivative("0")
            .facts(Fact.INTEGER)
            .latex("\\lfloor #1 \\rfloor")
            .doc("The largest integer not above.", "floor(2.7) = 2");

    static final Operator CEIL = elementwise("ceil", Math::ceil)
            .derivative("0")
            .facts(Fact.INTEGER)
            .latex("\\lceil #1 \\rceil")
            .doc("The smallest integer not below.", "ceil(2.1) = 3");

    static final Operator ROUND = elementwise("round", Math::rint)
            .derivative("0")
            .facts(Fact.INTEGER)
            .latex("\\operatorname{round}")
            .doc("The nearest integer, halves to even.", "round(2.5) = 2", "round(3.5) = 4");

    static final Operator SOFTPLUS = elementwise("softplus", SpecialFunctions::softplus)
            .derivative("sigmoid(x)")
            .facts(Fact.POSITIVE)
            .latex("\\operatorname{softplus}")
            .doc("log(1 + exp(x)) without overflow.", "softplus(0) = log(2)");

    static final Operator ABS = elementwise("abs", Math::abs)
            .derivative("sign(x)")
            .facts(Fact.NONNEGATIVE)
            .latex("\\left|#1\\right|")
            .doc("Absolute value; derivative 0 at 0.", "abs(-2) = 2");

    static final Operator SIGN = elementwise("sign", Math::signum)
            .derivative("0")
            .facts(Fact.INTEGER)
            .latex("\\operatorname{sign}")
            .doc("-1, 0 or 1.", "sign(-3) = -1", "sign(0) = 0");

    static final Operator MAXIMUM = elementwise("maximum", (double a, double b) -> Math.max(a, b))
            .derivative("(a > b) + (a == b) / 2", "(b > a) + (a == b) / 2")
            .latex("\\max")
            .doc("The larger of two; at a tie each side gets half of the derivative.", "maximum(1, 2) = 2");

    static final Operator MINIMUM = elementwise("minimum", (double a, double b) -> Math.min(a, b))
            .derivative("(a < b) + (a == b) / 2", "(b < a) + (a == b) / 2")
            .latex("\\min")
            .doc("The smaller of two; at a tie each side gets half of the derivative.", "minimum(1, 2) = 1");

    /** Where the condition is 0 the second value is taken, elsewhere (NaN included) the first; the other one is never looked at. */
    public static final Operator WHERE = elementwise("where", (double a, double b, double c) -> a != 0 ? b : c)
            .derivative("0")
            .doc(
                    "The second argument where the first is not 0, else the third.",
                    "where(1, 2, 3) = 2",
                    "where(0, 2, 3) = 3");

    static final Operator LESS = comparison("less", "<", (a, b) -> a < b);
    static final Operator LESS_EQUAL = comparison("less_equal", "<=", (a, b) -> a <= b);
    static final Operator GREATER = comparison("greater", ">", (a, b) -> a > b);
    static final Operator GREATER_EQUAL = comparison("greater_equal", ">=", (a, b) -> a >= b);
    static final Operator EQUAL = comparison("equal", "==", (a, b) -> a == b);
    static final Operator NOT_EQUAL = comparison("not_equal", "!=", (a, b) -> a != b);

    static final Operator LOGICAL_AND = elementwise("logical_and", (double a, double b) -> a != 0 && b != 0 ? 1 : 0)
            .derivative("0", "0")
            .facts(Fact.UNIT, Fact.INTEGER)
            .latex("#1 \\land #2")
            .doc("1 where both are not 0, else 0.", "logical_and(1, 0) = 0", "logical_and(2, 3) = 1");

    static final Operator LOGICAL_OR = elementwise("logical_or", (double a, double b) -> a != 0 || b != 0 ? 1 : 0)
            .derivative("0", "0")
            .facts(Fact.UNIT, Fact.INTEGER)
            .latex("#1 \\lor #2")
            .doc("1 where either is not 0, else 0.", "logical_or(1, 0) = 1", "logical_or(0, 0) = 0");

    static final Operator LOGICAL_NOT = elementwise("logical_not", (double x) -> x == 0 ? 1 : 0)
            .derivative("0")
            .facts(Fact.UNIT, Fact.INTEGER)
            .latex("\\lnot #1")
            .doc("1 where 0, else 0.", "logical_not(0) = 1", "logical_not(2) = 0");

    /** Every elementwise primitive: those of this file, then trigonometric and special functions. */
    public static final List<Operator> ALL = Stream.of(
                    List.of(POWER, POW, EXP, EXPM1, LOG, LOG1P, LOG2, LOG10, CBRT, SOFTPLUS, ABS, SIGN),
                    List.of(FLOOR, CEIL, ROUND, MAXIMUM, MINIMUM, WHERE),
                    List.of(LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL),
                    List.of(LOGICAL_AND, LOGICAL_OR, LOGICAL_NOT),
                    Trigonometric.ALL,
                    Special.ALL)
            .flatMap(List::stream)
            .toList();

    private Elementary() {}

    private interface Comparison {
        boolean test(double a, double b);
    }

    private static Operator comparison(String name, String symbol, Comparison comparison) {
        String latex = "#1 " + (symbol.equals("<=") ? "\\le" : symbol.equals(">=") ? "\\ge" : symbol) + " #2";
        return elementwise(name, (double a, double b) -> comparison.test(a, b) ? 1 : 0)
                .derivative("0", "0")
                .facts(Fact.UNIT, Fact.INTEGER)
                .latex(latex.replace("==", "=").replace("!=", "\\ne"))
                .doc("1 where a " + symbol + " b, else 0.", name + "(1, 2) = " + (comparison.test(1, 2) ? 1 : 0));
    }
}
