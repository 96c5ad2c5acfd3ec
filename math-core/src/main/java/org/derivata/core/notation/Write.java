package org.derivata.core.notation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;
import org.derivata.core.surface.Syntax;
import org.derivata.core.surface.Syntax.Infix;
import org.derivata.core.surface.Syntax.Level;
import org.jspecify.annotations.Nullable;

/** Surface trees without a source: what notation is written with. */
final class Write {

    private static final java.math.BigInteger FIVE = java.math.BigInteger.valueOf(5);

    private Write() {}

    static Syntax name(String name) {
        return new Syntax.Name(name, Span.NONE);
    }

    /** A number in the shortest decimal form; only for values that have one. */
    static Syntax integer(long value) {
        return value < 0 ? negative(integer(-value)) : new Syntax.Number(Long.toString(value), Span.NONE);
    }

    static Syntax negative(Syntax operand) {
        return new Syntax.Prefix(List.of(infix("-")), operand, Span.NONE);
    }

    private static Infix infix(String symbol) {
        return new Infix(symbol, Span.NONE);
    }

    /** {@code left symbol right} at the level of products; a product on the left goes on as one chain. */
    static Syntax product(Syntax left, String symbol, Syntax right) {
        return chain(Level.PRODUCT, left, symbol, right);
    }

    /** A chain that goes on from the left operand where that is of the same level. */
    static Syntax chain(Level level, Syntax left, String symbol, Syntax right) {
        List<Syntax> operands = new ArrayList<>();
        List<Infix> operators = new ArrayList<>();
        boolean goesOn = level != Level.POWER && level != Level.COMPARISON;
        if (goesOn && left instanceof Syntax.Chain chain && chain.level() == level) {
            operands.addAll(chain.operands());
            operators.addAll(chain.operators());
        } else {
            operands.add(left);
        }
        operands.add(right);
        operators.add(infix(symbol));
        return new Syntax.Chain(level, operands, operators, Span.NONE);
    }

    /**
     * Factors, of which there is at least one, as one chain.
     *
     * @param whole whether the first one keeps its brackets should it be a product; the others do
     */
    static Syntax product(List<Syntax> factors, boolean whole) {
        if (factors.size() == 1) {
            return factors.get(0);
        }
        List<Syntax> operands = new ArrayList<>();
        List<Infix> operators = new ArrayList<>();
        begin(factors, whole, operands, operators);
        return new Syntax.Chain(Level.PRODUCT, operands, operators, Span.NONE);
    }

    /** Factors before another product, with which the chain goes on; a 1 that it begins with is not written. */
    static Syntax product(List<Syntax> factors, boolean whole, Syntax product) {
        if (factors.isEmpty()) {
            return product;
        }
        List<Syntax> operands = new ArrayList<>();
        List<Infix> operators = new ArrayList<>();
        begin(factors, whole, operands, operators);
        if (product instanceof Syntax.Chain chain && chain.level() == Level.PRODUCT) {
            int skipped = chain.operands().get(0) instanceof Syntax.Number one
                            && one.text().equals("1")
                    ? 1
                    : 0;
            operands.addAll(chain.operands().subList(skipped, chain.operands().size()));
            if (skipped == 0) {
                operators.add(infix("*"));
            }
            operators.addAll(chain.operators());
        } else {
            operands.add(product);
            operators.add(infix("*"));
        }
        return new Syntax.Chain(Level.PRODUCT, operands, operators, Span.NONE);
    }

    private static void begin(List<Syntax> factors, boolean whole, List<Syntax> operands, List<Infix> operators) {
        if (!whole && factors.get(0) instanceof Syntax.Chain first && first.level() == Level.PRODUCT) {
            operands.addAll(first.operands());
            operators.addAll(first.operators());
        } else {
            operands.add(factors.get(0));
        }
        for (Syntax each : factors.subList(1, factors.size())) {
            operands.add(each);
            operators.add(infix("*"));
        }
    }

    /** Operands with a sign each, the first minus as a prefix. */
    static Syntax sum(List<Syntax> operands, List<Boolean> negative) {
        Syntax first = negative.get(0) ? negative(operands.get(0)) : operands.get(0);
        if (operands.size() == 1) {
            return first;
        }
        List<Syntax> all = new ArrayList<>(operands);
        all.set(0, first);
        List<Infix> operators = new ArrayList<>();
        for (int i = 1; i < operands.size(); i++) {
            operators.add(infix(negative.get(i) ? "-" : "+"));
        }
        return new Syntax.Chain(Level.SUM, all, operators, Span.NONE);
    }

    /** A chain that begins with another one, which keeps its brackets. */
    static Syntax nested(Syntax left, String symbol, Syntax right) {
        return new Syntax.Chain(Level.PRODUCT, List.of(left, right), List.of(infix(symbol)), Span.NONE);
    }

    static Syntax power(Syntax base, Syntax exponent) {
        return chain(Level.POWER, base, "**", exponent);
    }

    static Syntax transpose(Syntax operand) {
        return operand instanceof Syntax.Transpose inner ? inner.operand() : new Syntax.Transpose(operand, Span.NONE);
    }

    static Syntax call(String function, List<Syntax> arguments, Map<String, Syntax> keywords) {
        List<Syntax.Argument> all = new ArrayList<>();
        arguments.forEach(each -> all.add(new Syntax.Argument(null, each, Span.NONE)));
        keywords.forEach((keyword, value) -> all.add(new Syntax.Argument(keyword, value, Span.NONE)));
        return new Syntax.Call(function, Span.NONE, all, false, Span.NONE);
    }

    static Syntax call(String function, Syntax... arguments) {
        return call(function, List.of(arguments), Map.of());
    }

    static Syntax text(String value) {
        return new Syntax.Text(value, Span.NONE);
    }

    static Syntax brackets(List<Syntax> elements) {
        return new Syntax.Brackets(elements, Span.NONE);
    }

    /** {@code [n, 64]} as an argument. */
    static Syntax shape(Shape shape) {
        return brackets(shape.sizes().stream().map(Write::dimension).toList());
    }

    static Syntax dimension(Dimension dimension) {
        Syntax sum = null;
        List<Map.Entry<List<String>, Long>> monomials =
                new ArrayList<>(dimension.monomials().entrySet());
        // n - 1, not -1 + n
        monomials.sort(Comparator.comparing(each -> each.getKey().isEmpty()));
        for (Map.Entry<List<String>, Long> each : monomials) {
            Syntax product = Math.abs(each.getValue()) == 1 && !each.getKey().isEmpty()
                    ? null
                    : integer(Math.abs(each.getValue()));
            for (String name : each.getKey()) {
                product = product == null ? name(name) : product(product, "*", name(name));
            }
            Syntax term = java.util.Objects.requireNonNull(product);
            boolean minus = each.getValue() < 0;
            sum = sum == null ? (minus ? negative(term) : term) : chain(Level.SUM, sum, minus ? "-" : "+", term);
        }
        return sum == null ? integer(0) : sum;
    }

    /** The value of {@code axis=}: an integer, or a tuple. */
    static Syntax axes(List<Integer> axes) {
        return axes.size() == 1
                ? integer(axes.get(0))
                : new Syntax.Tuple(axes.stream().map(Write::integer).toList(), Span.NONE);
    }

    static Syntax integer(Integer value) {
        return integer(value.longValue());
    }

    static Syntax index(Syntax operand, List<Syntax.Subscript> subscripts) {
        return new Syntax.Index(operand, subscripts, Span.NONE);
    }

    static Syntax.Subscript at(Syntax index) {
        return new Syntax.Subscript.At(index, Span.NONE);
    }

    static Syntax.Subscript slice(@Nullable Syntax start, @Nullable Syntax stop, @Nullable Syntax step) {
        return new Syntax.Subscript.Slice(start, stop, step, Span.NONE);
    }

    /** {@code operand[:, None]}: true for a new axis, false for a whole one. */
    static Syntax newAxes(Syntax operand, List<Boolean> axes) {
        List<Syntax.Subscript> subscripts = new ArrayList<>();
        for (boolean fresh : axes) {
            subscripts.add(fresh ? at(name("None")) : slice(null, null, null));
        }
        return index(operand, subscripts);
    }

    /** The decimal of a rational when it has a short one, else null. */
    static @Nullable Syntax decimal(Rational value) {
        if (value.signum() < 0) {
            Syntax positive = decimal(value.negate());
            return positive == null ? null : negative(positive);
        }
        if (value.isInt()) {
            return new Syntax.Number(Integer.toString(value.intValue()), Span.NONE);
        }
        if (value.isInteger()) {
            String digits = value.numerator().toString();
            return new Syntax.Number(
                    digits.length() <= 15 ? digits : shortest(new java.math.BigDecimal(value.numerator())), Span.NONE);
        }
        int twos = value.denominator().getLowestSetBit();
        java.math.BigInteger rest = value.denominator().shiftRight(twos);
        int fives = 0;
        while (rest.mod(FIVE).signum() == 0) {
            rest = rest.divide(FIVE);
            fives++;
        }
        int scale = Math.max(twos, fives);
        if (!rest.equals(java.math.BigInteger.ONE)) {
            return null;
        }
        return new Syntax.Number(
                shortest(new java.math.BigDecimal(value.numerator()
                                .multiply(java.math.BigInteger.TEN.pow(scale))
                                .divide(value.denominator()))
                        .scaleByPowerOfTen(-scale)),
                Span.NONE);
    }

    /** Plain digits, or an exponent where that is shorter. */
    private static String shortest(java.math.BigDecimal value) {
        java.math.BigDecimal stripped = value.stripTrailingZeros();
        String plain = stripped.toPlainString();
        String digits = stripped.unscaledValue().toString();
        int exponent = -stripped.scale();
        String scientific = digits + "e" + exponent;
        return scientific.length() < plain.length() ? scientific : plain;
    }
}
