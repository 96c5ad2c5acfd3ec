package org.derivata.core.operator;

import static org.derivata.core.operator.Operator.elementwise;

import java.util.List;

/** Trigonometric and hyperbolic functions and their inverses. */
final class Trigonometric {

    static final Operator SIN = elementwise("sin", Math::sin)
            .derivative("cos(x)")
            .latex("\\sin")
            .doc("Sine.", "sin(0) = 0", "sin(pi / 6) = 1/2");

    static final Operator COS = elementwise("cos", Math::cos)
            .derivative("-sin(x)")
            .latex("\\cos")
            .doc("Cosine.", "cos(0) = 1", "cos(pi / 3) = 1/2");

    static final Operator TAN =
            elementwise("tan", Math::tan).derivative("1 + y**2").latex("\\tan").doc("Tangent.", "tan(pi / 4) = 1");

    static final Operator ASIN = elementwise("asin", Math::asin)
            .domain("-1 < x < 1")
            .derivative("1 / sqrt(1 - x**2)")
            .latex("\\arcsin")
            .doc("Inverse sine.", "asin(1) = pi / 2");

    static final Operator ACOS = elementwise("acos", Math::acos)
            .domain("-1 < x < 1")
            .derivative("-1 / sqrt(1 - x**2)")
            .facts(Fact.NONNEGATIVE)
            .latex("\\arccos")
            .doc("Inverse cosine.", "acos(0) = pi / 2");

    static final Operator ATAN = elementwise("atan", Math::atan)
            .derivative("1 / (1 + x**2)")
            .latex("\\arctan")
            .doc("Inverse tangent.", "atan(1) = pi / 4");

    static final Operator ATAN2 = elementwise("atan2", (double a, double b) -> Math.atan2(a, b))
            .derivative("divide_no_nan(b, a**2 + b**2)", "-divide_no_nan(a, a**2 + b**2)")
            .latex("\\operatorname{atan2}")
            .doc("The angle of the point with ordinate a and abscissa b.", "atan2(1, 1) = pi / 4");

    static final Operator SINH = elementwise("sinh", Math::sinh)
            .derivative("cosh(x)")
            .latex("\\sinh")
            .doc("Hyperbolic sine.", "sinh(0) = 0");

    static final Operator COSH = elementwise("cosh", Math::cosh)
            .derivative("sinh(x)")
            .facts(Fact.POSITIVE)
            .latex("\\cosh")
            .doc("Hyperbolic cosine.", "cosh(0) = 1");

    static final Operator TANH = elementwise("tanh", Math::tanh)
            .derivative("1 - y**2")
            .latex("\\tanh")
            .doc("Hyperbolic tangent.", "tanh(0) = 0");

    static final Operator ASINH = elementwise("asinh", SpecialFunctions::asinh)
            .derivative("1 / sqrt(1 + x**2)")
            .latex("\\operatorname{arsinh}")
            .doc("Inverse hyperbolic sine.", "asinh(0) = 0", "sinh(asinh(2)) = 2");

    static final Operator ACOSH = elementwise("acosh", SpecialFunctions::acosh)
            .domain("x > 1")
            .derivative("1 / (sqrt(x - 1) * sqrt(x + 1))")
            .facts(Fact.NONNEGATIVE)
            .latex("\\operatorname{arcosh}")
            .doc("Inverse hyperbolic cosine.", "acosh(1) = 0", "cosh(acosh(3)) = 3");

    static final Operator ATANH = elementwise("atanh", SpecialFunctions::atanh)
            .domain("-1 < x < 1")
            .derivative("1 / (1 - x**2)")
            .latex("\\operatorname{artanh}")
            .doc("Inverse hyperbolic tangent.", "atanh(0) = 0", "tanh(atanh(1/2)) = 1/2");

    /** Every declaration of this file. */
    static final List<Operator> ALL =
            List.of(SIN, COS, TAN, ASIN, ACOS, ATAN, ATAN2, SINH, COSH, TANH, ASINH, ACOSH, ATANH);

    private Trigonometric() {}
}
