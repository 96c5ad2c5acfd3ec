package org.derivata.nn.compile;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.Variable;
import org.derivata.core.operator.Rational;

/**
 * The value of a formula of numbers with at least 20 digits: the oracle for what rounding does to it. Doubles count as the numbers they are. Where a
 * difference or a function near its zero leaves too few digits, all is computed again with more. An exponential beyond all range counts as two
 * numbers of very different size, one after the other: a value is known when it is the same for both.
 */
final class HighPrecision implements Expr.Cases<BigDecimal> {

    /** What the formula has no value for, as the logarithm of a negative number. */
    static final class Undefined extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** What is not known here. */
    static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final boolean jump;

        Unknown(String message, boolean jump) {
            super(message);
            this.jump = jump;
        }

        /** Whether doubles may lie on either side of a jump. */
        boolean isJump() {
            return jump;
        }
    }

    /** What too few digits are left of. */
    static final class MoreDigits extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Digits to compute with; sums of doubles of all sizes are exact with the last. */
    private static final int[] LEVELS = {60, 200, 700};

    private static final Set<String> LOGARITHMS = Set.of("log", "log2", "log10");

    /** What lies between a function and its inverse may be beyond all range. */
    private static final Map<String, String> INVERSES = Map.of("tan", "atan", "asinh", "sinh");

    /** The exponents of ten that stand for what is beyond all range. */
    private static final int[] BEYOND = {250_000_000, 400_000_000};

    private final Precise numbers;
    private final Map<String, BigDecimal> inputs;
    private final Map<Expr, BigDecimal> values = new IdentityHashMap<>();

    private HighPrecision(Precise numbers, Map<String, BigDecimal> inputs) {
        this.numbers = numbers;
        this.inputs = inputs;
    }

    /**
     * The value.
     *
     * @throws Undefined where there is none
     * @throws Unknown where it cannot be found here
     */
    static BigDecimal of(Expr formula, Map<String, BigDecimal> inputs) {
        Expr opened = Graph.open(List.of(formula)).get(0);
        for (int level : LEVELS) {
            try {
                return value(opened, level, inputs);
            } catch (MoreDigits lost) {
                continue;
            } catch (ArithmeticException outOfRange) {
                throw new Unknown(outOfRange.toString(), false);
            }
        }
        throw new Unknown("digits", false);
    }

    private static BigDecimal value(Expr formula, int level, Map<String, BigDecimal> inputs) {
        HighPrecision first = of(level, BEYOND[0], inputs);
        Optional<BigDecimal> value = first.attempt(formula);
        if (first.numbers.isBeyond()) {
            Optional<BigDecimal> other = of(level, BEYOND[1], inputs).attempt(formula);
            if (!value.map(BigDecimal::doubleValue).equals(other.map(BigDecimal::doubleValue))) {
                throw new Unknown("beyond all range", false);
            }
        }
        return value.orElseThrow(Undefined::new);
    }

    private static HighPrecision of(int level, int beyond, Map<String, BigDecimal> inputs) {
        boolean isLast = level == LEVELS[LEVELS.length - 1];
        return new HighPrecision(new Precise(level, isLast, beyond), inputs);
    }

    private Optional<BigDecimal> attempt(Expr formula) {
        try {
            return Optional.of(value(formula));
        } catch (Undefined none) {
            return Optional.empty();
        }
    }

    /** By recursion, since only the branch that is taken may be looked at. */
    private BigDecimal value(Expr node) {
        BigDecimal known = values.get(node);
        if (known == null) {
            known = node.match(this);
            values.put(node, known);
        }
        return known;
    }

    @Override
    public BigDecimal constant(Constant leaf) {
        return leaf.rational().map(numbers::number).orElseGet(() -> switch (leaf.toString()) {
            case "pi" -> BigDecimalMath.pi(numbers.context());
            case "e" -> BigDecimalMath.e(numbers.context());
            default -> throw new Undefined();
        });
    }

    @Override
    public BigDecimal variable(Variable leaf) {
        return Objects.requireNonNull(inputs.get(leaf.name())).round(numbers.context());
    }

    @Override
    public BigDecimal linearCombination(LinearCombination sum) {
        BigDecimal total = BigDecimal.ZERO;
        Unknown unknown = null;
        for (LinearCombination.Term term : sum.summands()) {
            try {
                total = numbers.sum(
                        total, numbers.product(numbers.number(term.coefficient()), value(term.expression())));
            } catch (Unknown summand) {
                unknown = summand;
            }
        }
        // another term may have no value
        if (unknown != null) {
            throw unknown;
        }
        return total;
    }

    @Override
    public BigDecimal einsum(Einsum product) {
        BigDecimal total = BigDecimal.ONE;
        Unknown unknown = null;
        for (Expr each : product.operands()) {
            try {
                total = numbers.product(total, value(each));
            } catch (Unknown factor) {
                unknown = factor;
            }
        }
        // nothing is unknown of a product with 0
        if (unknown != null && total.signum() != 0) {
            throw unknown;
        }
        return total;
    }

    @Override
    public BigDecimal apply(Apply call) {
        String name = call.operator().name();
        if (name.equals("where")) {
            return value(call.argument(numbers.holds(value(call.argument(0))) ? 1 : 2));
        }
        if (call.argument(0) instanceof Apply inner) {
            if (INVERSES.getOrDefault(name, "").equals(inner.operator().name())) {
                return value(inner.argument(0));
            }
            if (call.is("power") && inner.is("exp")) {
                return numbers.exp(numbers.product(value(inner.argument(0)), numbers.number(exponent(call))));
            }
            if (call.is("pow") && inner.is("exp")) {
                return numbers.exp(numbers.product(value(inner.argument(0)), value(call.argument(1))));
            }
        }
        if (LOGARITHMS.contains(name)) {
            return numbers.quotient(
                    logarithm(call.argument(0)), name.equals("log") ? BigDecimal.ONE : numbers.call("log", base(name)));
        }
        if (name.equals("power")) {
            return numbers.power(value(call.argument(0)), exponent(call));
        }
        if (!numbers.knows(name, call.arguments().size())) {
            throw new Unknown(name, false);
        }
        BigDecimal first = value(call.argument(0));
        return call.arguments().size() == 1
                ? numbers.call(name, first)
                : numbers.call(name, first, value(call.argument(1)));
    }

    private static BigDecimal base(String logarithm) {
        return new BigDecimal(logarithm.substring("log".length()));
    }

    /** A number beyond all range stands for others: its logarithm is that of what it was made of. */
    private BigDecimal logarithm(Expr node) {
        BigDecimal x = value(node);
        if (x.signum() <= 0 || !Precise.isBeyond(x)) {
            return numbers.call("log", x);
        }
        if (node instanceof Einsum product) {
            BigDecimal sum = BigDecimal.ZERO;
            for (Expr each : product.operands()) {
                sum = numbers.sum(sum, logarithm(positive(each)));
            }
            return sum;
        }
        if (node instanceof LinearCombination sum) {
            LinearCombination.Term largest = largest(sum, x);
            return numbers.sum(
                    numbers.call("log", numbers.number(largest.coefficient())),
                    logarithm(positive(largest.expression())));
        }
        if (node instanceof Apply call && call.is("exp")) {
            return value(call.argument(0));
        }
        if (node instanceof Apply call && call.is("erfc")) {
            BigDecimal far = value(call.argument(0));
            BigDecimal square = numbers.product(far, far);
            return numbers.sum(numbers.call("log", numbers.call("erfcx", far)), square.negate());
        }
        if (node instanceof Apply call && (call.is("cosh") || call.is("sinh"))) {
            return numbers.sum(value(call.argument(0)).abs(), numbers.call("log", new BigDecimal("0.5")));
        }
        if (node instanceof Apply call && (call.is("power") || call.is("pow"))) {
            BigDecimal exponent = call.is("power") ? numbers.number(exponent(call)) : value(call.argument(1));
            return numbers.product(exponent, logarithm(positive(call.argument(0))));
        }
        throw new Unknown("beyond all range", false);
    }

    private Expr positive(Expr node) {
        if (value(node).signum() <= 0) {
            throw new Unknown("beyond all range", false);
        }
        return node;
    }

    /** The term of a sum that the others do not change. */
    private LinearCombination.Term largest(LinearCombination sum, BigDecimal total) {
        return sum.terms().stream()
                .filter(each -> numbers.product(numbers.number(each.coefficient()), value(each.expression()))
                                .compareTo(total)
                        == 0)
                .findFirst()
                .orElseThrow(() -> new Unknown("beyond all range", false));
    }

    private static Rational exponent(Apply power) {
        return power.operator().attributes().rational("exponent");
    }
}
