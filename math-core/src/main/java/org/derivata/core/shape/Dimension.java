package org.derivata.core.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongBinaryOperator;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.ShapeException;
import org.jspecify.annotations.Nullable;

/**
 * A size: an integer, a name, or a sum or product of them, kept as a polynomial with integer coefficients, so that {@code n + n} and
 * {@code 2 * n} are equal.
 *
 * <p>Names stand for sizes that are not known yet; sizes are never negative.
 */
public final class Dimension {

    public static final Dimension ONE = of(1);

    private static final String CONSTANT = "";

    /** Coefficient by monomial; a monomial is its names in order, joined by {@code *}. No coefficient is zero. */
    private final SortedMap<String, Long> coefficients;

    private @Nullable String text;

    /** The product of twenty sums has a million terms. */
    private static final int MOST_TERMS = 200;

    private static final int MOST_FACTORS = 100;

    private Dimension(SortedMap<String, Long> coefficients) {
        coefficients.values().removeIf(each -> each == 0);
        if (coefficients.size() > MOST_TERMS) {
            throw tooLarge("a size has more than " + MOST_TERMS + " terms");
        }
        this.coefficients = coefficients;
    }

    public static Dimension of(long size) {
        return monomial(CONSTANT, size);
    }

    public static Dimension named(String name) {
        return monomial(name, 1);
    }

    private static Dimension monomial(String names, long coefficient) {
        TreeMap<String, Long> coefficients = new TreeMap<>();
        coefficients.put(names, coefficient);
        return new Dimension(coefficients);
    }

    private static ShapeException tooLarge(String message) {
        return new ShapeException(Diagnostic.of("shape.dimension", message)
                .help("a size is an integer, a name, or a short sum or product of them, as in [n, 2*d + 1]"));
    }

    private static long exactly(LongBinaryOperator operation, long a, long b) {
        try {
            return operation.applyAsLong(a, b);
        } catch (ArithmeticException beyondLong) {
            throw tooLarge("a size is larger than " + Long.MAX_VALUE);
        }
    }

    /** The sum; beyond 64 bits, or 200 terms, it is a {@link ShapeException}. */
    public Dimension plus(Dimension other) {
        TreeMap<String, Long> sum = new TreeMap<>(coefficients);
        other.coefficients.forEach((names, each) -> sum.merge(names, each, (a, b) -> exactly(Math::addExact, a, b)));
        return new Dimension(sum);
    }

    public Dimension minus(Dimension other) {
        return plus(other.times(of(-1)));
    }

    /** The product; beyond 64 bits, 200 terms or 100 names in one, it is a {@link ShapeException}. */
    public Dimension times(Dimension other) {
        TreeMap<String, Long> product = new TreeMap<>();
        coefficients.forEach((names, each) -> other.coefficients.forEach((otherNames, otherEach) -> product.merge(
                join(names, otherNames),
                exactly(Math::multiplyExact, each, otherEach),
                (a, b) -> exactly(Math::addExact, a, b))));
        return new Dimension(product);
    }

    private static String join(String names, String otherNames) {
        if (names.isEmpty() || otherNames.isEmpty()) {
            return names + otherNames;
        }
        String[] all = (names + "*" + otherNames).split("\\*");
        if (all.length > MOST_FACTORS) {
            throw tooLarge("a size has more than " + MOST_FACTORS + " factors");
        }
        Arrays.sort(all);
        return String.join("*", all);
    }

    /** This divided by an integer and rounded down, where that is a polynomial with integer coefficients again. */
    public Optional<Dimension> floorDivide(long divisor) {
        TreeMap<String, Long> quotient = new TreeMap<>();
        for (Map.Entry<String, Long> each : coefficients.entrySet()) {
            if (!each.getKey().equals(CONSTANT) && each.getValue() % divisor != 0) {
                return Optional.empty();
            }
            quotient.put(each.getKey(), Math.floorDiv(each.getValue(), divisor));
        }
        return Optional.of(new Dimension(quotient));
    }

    /** The size that times a divisor gives this, if one is known to. */
    public Optional<Dimension> divideExactly(Dimension divisor) {
        if (divisor.coefficients.size() != 1) {
            return equals(divisor) ? Optional.of(ONE) : Optional.empty();
        }
        long factor = divisor.coefficients.getOrDefault(divisor.coefficients.firstKey(), 1L);
        TreeMap<String, Long> quotient = new TreeMap<>();
        for (Map.Entry<String, Long> each : coefficients.entrySet()) {
            List<String> names = new ArrayList<>(split(each.getKey()));
            for (String name : split(divisor.coefficients.firstKey())) {
                if (!names.remove(name)) {
                    return Optional.empty();
                }
            }
            if (each.getValue() % factor != 0) {
                return Optional.empty();
            }
            quotient.put(String.join("*", names), each.getValue() / factor);
        }
        return Optional.of(new Dimension(quotient));
    }

    /** The product of sizes; 1 for none. */
    public static Dimension product(Collection<Dimension> sizes) {
        Dimension product = ONE;
        for (Dimension each : sizes) {
            product = product.times(each);
        }
        return product;
    }

    /** Whether this is a plain integer. */
    public boolean isConstant() {
        return coefficients.isEmpty() || (coefficients.size() == 1 && coefficients.containsKey(CONSTANT));
    }

    public boolean isOne() {
        return isConstant() && constant() == 1;
    }

    /** The integer this is. Only for {@link #isConstant() constants}. */
    public long constant() {
        if (!isConstant()) {
            throw new IllegalStateException(this + " is not a number yet");
        }
        return coefficients.getOrDefault(CONSTANT, 0L);
    }

    /** The names it depends on. */
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        for (String each : coefficients.keySet()) {
            names.addAll(split(each));
        }
        return names;
    }

    /** The coefficient of each monomial, a monomial being its names with repetition; no names for the constant. */
    public Map<List<String>, Long> monomials() {
        Map<List<String>, Long> monomials = new LinkedHashMap<>();
        coefficients.forEach((names, each) -> monomials.put(split(names), each));
        return monomials;
    }

    private static List<String> split(String names) {
        return names.isEmpty() ? List.of() : List.of(names.split("\\*"));
    }

    /** Whether this is one name and nothing else. */
    public boolean isName() {
        return coefficients.size() == 1
                && !isConstant()
                && coefficients.getOrDefault(coefficients.firstKey(), 0L) == 1
                && coefficients.firstKey().indexOf('*') < 0;
    }

    /** The size under the given sizes of names. A name without one is an {@link IllegalArgumentException}. */
    public long evaluate(Map<String, Integer> sizes) {
        long sum = 0;
        for (Map.Entry<String, Long> each : coefficients.entrySet()) {
            long product = each.getValue();
            for (String name : split(each.getKey())) {
                Integer size = sizes.get(name);
                if (size == null) {
                    throw new IllegalArgumentException("no size for " + name);
                }
                product = Math.multiplyExact(product, size);
            }
            sum = Math.addExact(sum, product);
        }
        return sum;
    }

    /** This with sizes put for names, as far as they are given. */
    public Dimension substitute(Map<String, Dimension> sizes) {
        Dimension sum = of(0);
        for (Map.Entry<String, Long> each : coefficients.entrySet()) {
            Dimension product = of(each.getValue());
            for (String name : split(each.getKey())) {
                product = product.times(sizes.getOrDefault(name, named(name)));
            }
            sum = sum.plus(product);
        }
        return sum;
    }

    /** Whether the two can never be equal: they differ by a constant other than 0. Two names may still turn out equal. */
    public boolean surelyDiffersFrom(Dimension other) {
        if (equals(other)) {
            return false;
        }
        Dimension difference = minus(other);
        return difference.isConstant() && difference.constant() != 0;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Dimension that && coefficients.equals(that.coefficients));
    }

    @Override
    public int hashCode() {
        return coefficients.hashCode();
    }

    /** As it is written in a declaration: {@code 64}, {@code n}, {@code 2 * n + 1}. */
    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = written();
            text = known;
        }
        return known;
    }

    private String written() {
        StringBuilder out = new StringBuilder();
        StringBuilder constant = new StringBuilder();
        coefficients.forEach((names, each) -> {
            StringBuilder to = names.isEmpty() ? constant : out;
            if (to.length() > 0 || names.isEmpty()) {
                to.append(each < 0 ? " - " : " + ");
            } else if (each < 0) {
                to.append('-');
            }
            if (names.isEmpty()) {
                to.append(Math.abs(each));
            } else {
                to.append(Math.abs(each) == 1 ? "" : Math.abs(each) + " * ").append(names.replace("*", " * "));
            }
        });
        if (out.length() == 0) {
            return Long.toString(constant());
        }
        return out.append(constant).toString();
    }
}
