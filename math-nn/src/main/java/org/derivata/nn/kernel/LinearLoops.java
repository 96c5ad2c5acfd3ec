package org.derivata.nn.kernel;

/** Sums and multiples, rounded as the reference rounds them: each product and each sum by itself, nothing fused. */
public final class LinearLoops {

    public static final ElementFunction COPY =
            new ElementFunction("#1", 1, (n, out, a, b, c) -> System.arraycopy(a, 0, out, 0, n), (code, a, b, c) -> a);

    public static final ElementFunction ADD = new ElementFunction(
            "#1 + #2",
            2,
            (n, out, a, b, c) -> {
                for (int i = 0; i < n; i++) {
                    out[i] = a[i] + b[i];
                }
            },
            (code, a, b, c) -> code.add(a, b));

    public static final ElementFunction SUBTRACT = new ElementFunction(
            "#1 - #2",
            2,
            (n, out, a, b, c) -> {
                for (int i = 0; i < n; i++) {
                    out[i] = a[i] - b[i];
                }
            },
            (code, a, b, c) -> code.subtract(a, b));

    public static final ElementFunction NEGATE = new ElementFunction(
            "-#1",
            1,
            (n, out, a, b, c) -> {
                for (int i = 0; i < n; i++) {
                    out[i] = -a[i];
                }
            },
            (code, a, b, c) -> code.negate(a));

    public static final ElementFunction MULTIPLY = new ElementFunction(
            "#1 * #2",
            2,
            (n, out, a, b, c) -> {
                for (int i = 0; i < n; i++) {
                    out[i] = a[i] * b[i];
                }
            },
            (code, a, b, c) -> code.multiply(a, b));

    public static final ElementFunction DIVIDE = new ElementFunction(
            "#1 / #2",
            2,
            (n, out, a, b, c) -> {
                for (int i = 0; i < n; i++) {
                    out[i] = a[i] / b[i];
                }
            },
            (code, a, b, c) -> code.divide(a, b));

    private LinearLoops() {}

    /** {@code factor * a}. */
    public static ElementFunction scale(double factor) {
        if (factor == 1) {
            return COPY;
        }
        if (factor == -1) {
            return NEGATE;
        }
        return new ElementFunction(
                number(factor) + " * #1",
                1,
                (n, out, a, b, c) -> {
                    for (int i = 0; i < n; i++) {
                        out[i] = factor * a[i];
                    }
                },
                (code, a, b, c) -> code.multiply(code.constant(factor), a));
    }

    /** {@code a / divisor}, rounded once: not the product with a rounded reciprocal. */
    public static ElementFunction dividedBy(double divisor) {
        if (Math.abs(divisor) == Math.scalb(1.0, Math.getExponent(divisor)) && Double.isFinite(1 / divisor)) {
            // the reciprocal of a power of two is exact, and its product the same to the bit
            return scale(1 / divisor);
        }
        return new ElementFunction(
                "#1 / " + number(divisor),
                1,
                (n, out, a, b, c) -> {
                    for (int i = 0; i < n; i++) {
                        out[i] = a[i] / divisor;
                    }
                },
                (code, a, b, c) -> code.divide(a, code.constant(divisor)));
    }

    /** {@code a + number}. */
    public static ElementFunction plus(double number) {
        String text = number < 0 ? "#1 - " + number(-number) : "#1 + " + number(number);
        return new ElementFunction(
                text,
                1,
                (n, out, a, b, c) -> {
                    for (int i = 0; i < n; i++) {
                        out[i] = a[i] + number;
                    }
                },
                (code, a, b, c) -> code.add(a, code.constant(number)));
    }

    /** {@code a + factor * b}. */
    public static ElementFunction addScaled(double factor) {
        if (factor == 1) {
            return ADD;
        }
        if (factor == -1) {
            return SUBTRACT;
        }
        String text = factor < 0 ? "#1 - " + number(-factor) + " * #2" : "#1 + " + number(factor) + " * #2";
        return new ElementFunction(
                text,
                2,
                (n, out, a, b, c) -> {
                    for (int i = 0; i < n; i++) {
                        out[i] = a[i] + factor * b[i];
                    }
                },
                (code, a, b, c) -> code.add(a, code.multiply(code.constant(factor), b)));
    }

    /** {@code left * a + right * b}. */
    public static ElementFunction combine(double left, double right) {
        if (left == 1) {
            return addScaled(right);
        }
        String sign = right < 0 ? " - " : " + ";
        String second = Math.abs(right) == 1 ? "#2" : number(Math.abs(right)) + " * #2";
        String first = left == -1 ? "-#1" : number(left) + " * #1";
        return new ElementFunction(
                first + sign + second,
                2,
                (n, out, a, b, c) -> {
                    for (int i = 0; i < n; i++) {
                        out[i] = left * a[i] + right * b[i];
                    }
                },
                (code, a, b, c) ->
                        code.add(code.multiply(code.constant(left), a), code.multiply(code.constant(right), b)));
    }

    /** A number as a plan shows it: integers without a fraction. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
