package org.derivata.symbolic.canonical;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.LimitException;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.expr.Power;
import org.derivata.core.expr.Products;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Expressions multiplied out: products over sums, matrix products too, and whole powers of sums, inside the arguments of functions as well. Where
 * equal factors cancel, the result may have a value and the expression none, as in {@code x / x -> 1}.
 */
public final class MultipliedOut {

    private static final int MOST_TERMS = 1000;
    private static final int MOST_PRODUCTS = 1_000_000;

    /** A root of a sum, squared, is a sum again; more than once in each other they are rare. */
    private static final int MOST_ROUNDS = 4;

    private final Map<Expr, Polynomial> polynomials = new HashMap<>();
    private final Map<Expr, Expr> expanded = new HashMap<>();
    private final @Nullable Expr unknown;
    private int products;

    private MultipliedOut(@Nullable Expr unknown) {
        this.unknown = unknown;
    }

    /**
     * The expression multiplied out.
     *
     * @throws LimitException {@code limit.expansion} when it gets too long
     */
    public static Expr of(Expr root) {
        Expr current = root;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Expr next = Products.flatten(new MultipliedOut(null).expanded(current));
            if (next == current) {
                break;
            }
            current = next;
        }
        return current;
    }

    /**
     * The expression as a polynomial in an unknown, the highest power first: like powers collected, their coefficients multiplied out.
     *
     * @throws LimitException {@code limit.expansion} when it gets too long
     */
    public static Expr collected(Expr root, Expr unknown) {
        MultipliedOut reading = new MultipliedOut(unknown);
        reading.expanded(root);
        Map<Rational, Polynomial> powers = new TreeMap<>();
        reading.polynomial(root).terms().forEach((monomial, coefficient) -> {
            Rational exponent = monomial.exponent(unknown);
            Monomial others = monomial.without(unknown);
            powers.merge(exponent, Polynomial.of(coefficient, others), Polynomial::plus);
        });
        Shape shape = root.shape();
        List<Expr> terms = new ArrayList<>();
        powers.forEach((exponent, coefficient) -> {
            Expr factor = coefficient.expression(shape);
            terms.add(
                    exponent.isZero()
                            ? factor
                            : Algebra.product(shape, List.of(Algebra.power(unknown, exponent), factor)));
        });
        return Algebra.sum(shape, terms);
    }

    /** The polynomial that an expression is, over whatever is no sum, product or power. */
    static Polynomial polynomialOf(Expr root) {
        MultipliedOut reading = new MultipliedOut(null);
        reading.expanded(root);
        return reading.polynomial(root);
    }

    private Polynomial polynomial(Expr node) {
        return Objects.requireNonNull(polynomials.get(node));
    }

    private Expr expandedPart(Expr node) {
        return Objects.requireNonNull(expanded.get(node));
    }

    private Expr expanded(Expr root) {
        for (Expr node : Graph.postOrder(root)) {
            Polynomial polynomial = read(node);
            polynomials.put(node, polynomial);
            expanded.put(node, polynomial.expression(node.shape()));
        }
        return expandedPart(root);
    }

    private Polynomial read(Expr node) {
        if (node == unknown) {
            return Polynomial.of(Rational.ONE, Monomial.of(node, Rational.ONE));
        }
        if (node instanceof Constant constant && constant.rational().isPresent()) {
            return Polynomial.of(constant.rational().get(), Monomial.ONE);
        }
        if (node instanceof LinearCombination sum) {
            Polynomial total = Polynomial.ZERO;
            for (Term each : sum.terms()) {
                Polynomial term = polynomial(each.expression());
                spend(total.size() + term.size());
                total = total.plus(term.times(each.coefficient(), Monomial.ONE));
            }
            return checked(total);
        }
        if (node instanceof Einsum product) {
            return product.isEntryByEntry() ? product(product) : distributed(product);
        }
        Power power = Power.of(node);
        Rational exponent = power.exponent();
        if (!exponent.isOne()) {
            Polynomial base = polynomial(power.base());
            boolean single = base.isMonomial();
            if (exponent.isInt() && (single || exponent.signum() > 0)) {
                return single ? single(base, exponent) : power(base, exponent.intValue());
            }
            return Polynomial.of(Rational.ONE, Monomial.of(expandedPart(power.base()), exponent));
        }
        return atom(withExpandedParts(node));
    }

    private Expr withExpandedParts(Expr node) {
        if (node.arguments().isEmpty()) {
            return node;
        }
        return node.withArguments(
                node.arguments().stream().map(this::expandedPart).toList());
    }

    private static Polynomial atom(Expr node) {
        Power power = Power.of(node);
        return node instanceof Constant constant && constant.rational().isPresent()
                ? Polynomial.of(constant.rational().get(), Monomial.ONE)
                : Polynomial.of(Rational.ONE, Monomial.of(power.base(), power.exponent()));
    }

    private Polynomial product(Einsum product) {
        Polynomial result = Polynomial.ONE;
        for (Expr each : product.operands()) {
            result = times(result, polynomial(each));
        }
        return result;
    }

    /** A product that sums over axes or turns them: one such product for each choice of a term from each operand. */
    private Polynomial distributed(Einsum product) {
        List<List<Expr>> choices = List.of(List.of());
        List<Rational> coefficients = List.of(Rational.ONE);
        for (Expr each : product.operands()) {
            List<Term> terms = terms(expandedPart(each), Rational.ONE);
            spend((long) terms.size() * choices.size());
            List<List<Expr>> longer = new ArrayList<>();
            List<Rational> scaled = new ArrayList<>();
            for (int i = 0; i < choices.size(); i++) {
                for (Term term : terms) {
                    List<Expr> operands = new ArrayList<>(choices.get(i));
                    operands.add(term.expression());
                    longer.add(operands);
                    scaled.add(coefficients.get(i).times(term.coefficient()));
                }
            }
            choices = longer;
            coefficients = scaled;
        }
        List<int[]> labels = IntStream.range(0, product.operands().size())
                .mapToObj(product::labels)
                .toList();
        int[] output = IntStream.range(0, product.rank()).toArray();
        Polynomial sum = Polynomial.ZERO;
        for (int i = 0; i < choices.size(); i++) {
            Expr part = Einsum.of(choices.get(i), labels, output, product.sizes());
            for (Term each : terms(part, coefficients.get(i))) {
                sum = sum.plus(atom(each.expression()).times(each.coefficient(), Monomial.ONE));
            }
        }
        return checked(sum);
    }

    private static List<Term> terms(Expr node, Rational coefficient) {
        if (!(node instanceof LinearCombination sum)) {
            return List.of(new Term(coefficient, node));
        }
        List<Term> terms = new ArrayList<>();
        for (Term each : sum.terms()) {
            terms.addAll(terms(each.expression(), coefficient.times(each.coefficient())));
        }
        return terms;
    }

    private static Polynomial single(Polynomial base, Rational exponent) {
        Rational coefficient = base.leadingCoefficient();
        if (!coefficient.hasPower(Math.abs(exponent.intValue()))) {
            throw tooLong();
        }
        Rational power = coefficient.power(Math.abs(exponent.intValue()));
        return Polynomial.of(
                exponent.signum() < 0 ? power.reciprocal() : power,
                base.leadingMonomial().power(exponent));
    }

    private Polynomial power(Polynomial base, int exponent) {
        if (exponent >= MOST_TERMS && !base.isZero()) {
            throw tooLong();
        }
        Polynomial power = Polynomial.ONE;
        for (int i = 0; i < exponent && !power.isZero(); i++) {
            power = times(power, base);
        }
        return power;
    }

    private Polynomial times(Polynomial a, Polynomial b) {
        spend((long) a.size() * b.size());
        return checked(a.timesAll(b));
    }

    private void spend(long more) {
        if (more > MOST_PRODUCTS - products) {
            throw tooLong();
        }
        products += (int) more;
    }

    private static Polynomial checked(Polynomial polynomial) {
        if (polynomial.size() > MOST_TERMS) {
            throw tooLong();
        }
        return polynomial;
    }

    private static LimitException tooLong() {
        return new LimitException(Diagnostic.of(
                        "limit.expansion",
                        "multiplied out, this has more than " + MOST_TERMS + " terms or very long numbers")
                .help("multiply out a part of it, or keep the product as it is"));
    }
}
