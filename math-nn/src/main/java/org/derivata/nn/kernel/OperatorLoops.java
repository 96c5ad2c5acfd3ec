package org.derivata.nn.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.derivata.core.expr.Quotients;
import org.derivata.core.operator.Elementary;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Operator.DoubleTernaryOperator;
import org.derivata.core.operator.Powers;
import org.derivata.core.operator.Rational;
import org.derivata.nn.kernel.ElementFunction.Expansion;
import org.jspecify.annotations.Nullable;

/**
 * Loops for elementwise operators. Every operator has one, from its declared function; the rows here are only faster,
 * and compute the same bits. Each has a loop of its own, because a loop that all shared would call its function
 * through a table for every number.
 */
public final class OperatorLoops {

    private static final Map<Operator, ElementFunction> ROWS = rows();

    /** {@code 1 / (1 + exp(-x))} as the language opens it, for those who compute it in one go. */
    public static final ElementFunction SIGMOID = new ElementFunction(
            "sigmoid(#1)",
            1,
            (n, out, a, b, c) -> {
                for (int i = 0; i < n; i++) {
                    out[i] = 1 / (Math.exp(-a[i]) + 1);
                }
            },
            ElementFunction.Vectors.of("sigmoid"),
            (code, a, b, c) ->
                    code.divide(code.constant(1), code.add(code.call(Callee.EXP, code.negate(a)), code.constant(1))));

    private OperatorLoops() {}

    /** The loop of an elementwise operator. */
    public static ElementFunction of(Operator operator) {
        ElementFunction known = ROWS.get(operator);
        if (known != null) {
            return known;
        }
        if (operator.attributes().values().containsKey("exponent")
                && operator.equals(
                        Elementary.POWER.with("exponent", operator.attributes().rational("exponent")))) {
            Rational exponent = operator.attributes().rational("exponent");
            return new ElementFunction(
                    "#1**" + exponentText(exponent), 1, power(operator, exponent), expansion(operator, exponent));
        }
        Expansion call = call(operator);
        return switch (operator.parameters().size()) {
            case 1 -> new ElementFunction(operator.name() + "(#1)", 1, generic(operator.unary()), call);
            case 2 -> new ElementFunction(operator.name() + "(#1, #2)", 2, generic(operator.binary()), call);
            default -> new ElementFunction(operator.name() + "(#1, #2, #3)", 3, generic(operator.ternary()), call);
        };
    }

    /** The loop of a binary operator whose second operand is a constant, or null where that gains nothing. */
    public static @Nullable ElementFunction withConstant(Operator operator, double constant) {
        if (!ROWS.containsKey(operator)) {
            return null;
        }
        if (operator.equals(Quotients.DIVIDE)) {
            return LinearLoops.dividedBy(constant);
        }
        ElementLoop loop = switch (operator.name()) {
            case "maximum" ->
                (n, out, a, b, c) -> {
                    for (int i = 0; i < n; i++) {
                        out[i] = Math.max(a[i], constant);
                    }
                };
            case "minimum" ->
                (n, out, a, b, c) -> {
                    for (int i = 0; i < n; i++) {
                        out[i] = Math.min(a[i], constant);
                    }
                };
            case "greater" ->
                (n, out, a, b, c) -> {
                    for (int i = 0; i < n; i++) {
                        out[i] = Choices.greater(a[i], constant);
                    }
                };
            case "less" ->
                (n, out, a, b, c) -> {
                    for (int i = 0; i < n; i++) {
                        out[i] = Choices.less(a[i], constant);
                    }
                };
            default -> null;
        };
        String text = operator.name() + "(#1, " + LinearLoops.number(constant) + ")";
        Expansion call = call(operator);
        return loop == null
                ? null
                : new ElementFunction(
                        text, 1, loop, (code, a, b, c) -> call.expand(code, a, code.constant(constant), -1));
    }

    private static Expansion call(Operator operator) {
        Callee callee = Callee.of(operator);
        if (callee.method().equals("softplus")) {
            return OperatorLoops::softplus;
        }
        return switch (callee.arity()) {
            case 1 -> (code, a, b, c) -> code.call(callee, a);
            case 2 -> (code, a, b, c) -> code.call(callee, a, b);
            default -> (code, a, b, c) -> code.call(callee, a, b, c);
        };
    }

    /** As the declared function is written, so that the softplus of the negative shares its logarithm. */
    private static int softplus(StraightLine code, int a, int b, int c) {
        int exponential = code.call(Callee.EXP, code.negate(code.call(Callee.ABS, a)));
        return code.add(code.call(Callee.MAXIMUM, a, code.constant(0)), code.call(Callee.LOG1P, exponential));
    }

    /** A power as {@link Powers} declares it. */
    private static Expansion expansion(Operator operator, Rational exponent) {
        boolean positive = exponent.signum() > 0;
        if (exponent.isInt() && !exponent.isZero() && Math.abs((long) exponent.intValue()) <= Powers.REPEATED) {
            int n = Math.abs(exponent.intValue());
            return (code, a, b, c) -> {
                int power = code.power(a, n);
                return positive ? power : code.divide(code.constant(1), power);
            };
        }
        if (exponent.abs().equals(Rational.HALF)) {
            return (code, a, b, c) -> {
                int root = code.call(Callee.SQRT, a);
                return positive ? root : code.divide(code.constant(1), root);
            };
        }
        return call(operator);
    }

    private static String exponentText(Rational exponent) {
        return exponent.isInteger() && exponent.signum() > 0 ? exponent.toString() : "(" + exponent + ")";
    }

    private static ElementLoop power(Operator operator, Rational exponent) {
        if (exponent.equals(Rational.of(2))) {
            return (n, out, a, b, c) -> {
                for (int i = 0; i < n; i++) {
                    out[i] = a[i] * a[i];
                }
            };
        }
        if (exponent.equals(Rational.of(3))) {
            return (n, out, a, b, c) -> {
                for (int i = 0; i < n; i++) {
                    out[i] = a[i] * (a[i] * a[i]);
                }
            };
        }
        if (exponent.equals(Rational.MINUS_ONE)) {
            return (n, out, a, b, c) -> {
                for (int i = 0; i < n; i++) {
                    out[i] = 1 / a[i];
                }
            };
        }
        if (exponent.equals(Rational.of(-2))) {
            return (n, out, a, b, c) -> {
                for (int i = 0; i < n; i++) {
                    out[i] = 1 / (a[i] * a[i]);
                }
            };
        }
        if (exponent.equals(Rational.HALF)) {
            return (n, out, a, b, c) -> {
                for (int i = 0; i < n; i++) {
                    out[i] = Math.sqrt(a[i]);
                }
            };
        }
        if (exponent.equals(Rational.HALF.negate())) {
            return (n, out, a, b, c) -> {
                for (int i = 0; i < n; i++) {
                    out[i] = 1 / Math.sqrt(a[i]);
                }
            };
        }
        return generic(operator.unary());
    }

    private static Map<Operator, ElementFunction> rows() {
        Map<Operator, ElementFunction> rows = new HashMap<>();
        for (Operator each : Elementary.ALL) {
            ElementLoop loop = loop(each.name());
            ElementFunction.Vectors vectors = ElementFunction.Vectors.of(each.name());
            if (loop != null || vectors != null) {
                ElementLoop plain = loop != null ? loop : generic(each.unary());
                rows.put(each, new ElementFunction(text(each), each.parameters().size(), plain, vectors, call(each)));
            }
        }
        rows.put(Quotients.DIVIDE, LinearLoops.DIVIDE);
        return Map.copyOf(rows);
    }

    private static String text(Operator operator) {
        return switch (operator.name()) {
            case "less" -> "(#1 < #2)";
            case "less_equal" -> "(#1 <= #2)";
            case "greater" -> "(#1 > #2)";
            case "greater_equal" -> "(#1 >= #2)";
            case "equal" -> "(#1 == #2)";
            case "not_equal" -> "(#1 != #2)";
            default ->
                operator.name()
                        + switch (operator.parameters().size()) {
                            case 1 -> "(#1)";
                            case 2 -> "(#1, #2)";
                            default -> "(#1, #2, #3)";
                        };
        };
    }

    private static @Nullable ElementLoop loop(String name) {
        return switch (name) {
            case "exp" ->
                (n, out, a, b, c) -> {
                    for (int i = 0; i < n; i++) {
                        out[i] = Math.exp(a[i]);
                    }
                };
            case "log" ->
                (n, out, a, b, c) -> {
                    for (int i = 0; i < n; i++) {
                        out[i] = Math.log(a[i]);
                    }
                };
            case "tanh" ->
                (n, out, a, b, c) -> {
                    for (int i = 0; i < n; i++) {
                        out[i] = Math.tanh(a[i]);
                    }
                };
            case "sin" ->
                (n, out, a, b, c) -> {
                    for (int i = 0; i < n; i++) {
                        out[i] = Math.sin(a[i]);
                    }
                };
            case "cos" ->
                (n, out, a, b, c) -> {
                    for (int i = 0; i < n; i++) {
                        out[i] = Math.cos(a[i]);
                    }
                };
            case "abs" ->
                (n, out, a, b, c) -> {
                    for (int i = 0; i < n; i++) {
                        out[i] = Math.abs(a[i]);
                    }
                };
            case "maximum" ->
                (n, out, a, b, c) -> {
                    for (int i = 0; i < n; i++) {
                        out[i] = Math.max(a[i], b[i]);
                    }
                };
            case "minimum" ->
                (n, out, a, b, c) -> {
                    for (int i = 0; i < n; i++) {
                        out[i] = Math.min(a[i], b[i]);
                    }
                };
            case "where" ->
                (n, out, a, b, c) -> {
                    for (int i = 0; i < n; i++) {
                        out[i] = Choices.where(a[i], b[i], c[i]);
                    }
                };
            default -> comparison(name);
        };
    }

    private static @Nullable ElementLoop comparison(String name) {
        return switch (name) {
            case "less" ->
                (n, out, a, b, c) -> {
                    for (int i = 0; i < n; i++) {
                        out[i] = Choices.less(a[i], b[i]);
                    }
                };
            case "less_equal" ->
                (n, out, a, b, c) -> {
                    for (int i = 0; i < n; i++) {
                        out[i] = Choices.lessEqual(a[i], b[i]);
                    }
                };
            case "greater" ->
                (n, out, a, b, c) -> {
                    for (int i = 0; i < n; i++) {
                        out[i] = Choices.greater(a[i], b[i]);
                    }
                };
            case "greater_equal" ->
                (n, out, a, b, c) -> {
                    for (int i = 0; i < n; i++) {
                        out[i] = Choices.greaterEqual(a[i], b[i]);
                    }
                };
            case "equal" ->
                (n, out, a, b, c) -> {
                    for (int i = 0; i < n; i++) {
                        out[i] = Choices.equal(a[i], b[i]);
                    }
                };
            case "not_equal" ->
                (n, out, a, b, c) -> {
                    for (int i = 0; i < n; i++) {
                        out[i] = Choices.notEqual(a[i], b[i]);
                    }
                };
            default -> null;
        };
    }

    private static ElementLoop generic(DoubleUnaryOperator function) {
        return (n, out, a, b, c) -> {
            for (int i = 0; i < n; i++) {
                out[i] = function.applyAsDouble(a[i]);
            }
        };
    }

    private static ElementLoop generic(DoubleBinaryOperator function) {
        return (n, out, a, b, c) -> {
            for (int i = 0; i < n; i++) {
                out[i] = function.applyAsDouble(a[i], b[i]);
            }
        };
    }

    private static ElementLoop generic(DoubleTernaryOperator function) {
        return (n, out, a, b, c) -> {
            for (int i = 0; i < n; i++) {
                out[i] = function.applyAsDouble(a[i], b[i], c[i]);
            }
        };
    }
}
