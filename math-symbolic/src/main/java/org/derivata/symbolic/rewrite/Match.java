package org.derivata.symbolic.rewrite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.expr.Variable;
import org.derivata.core.operator.Attributes;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Shape;

/**
 * Finds the ways in which a pattern matches a node. Patterns are expressions over variables of their own; every method gives all ways, in a fixed
 * order. Recursion is as deep as the pattern, whatever the node.
 */
final class Match {

    /** Longer sums and products are only matched as a whole: looking for parts in each of their terms would be too much work. */
    private static final int LONGEST = 256;

    /** Of more ways than these the rest is not looked at: x + y + z + ... matches a pattern of three such terms in n**3 ways. */
    private static final int MOST = 1000;

    private static final Set<String> COMMUTATIVE =
            Set.of("maximum", "minimum", "equal", "not_equal", "logical_and", "logical_or");

    private final PatternNames names;
    private final Set<String> signed;

    /**
     * A matcher.
     *
     * @param signed names that the pattern has with a minus only: they match what has a negative sign
     */
    Match(PatternNames names, Set<String> signed) {
        this.names = names;
        this.signed = signed;
    }

    /** The names that a pattern has in nothing but {@code -name}. */
    static Set<String> signed(Expr pattern) {
        Set<String> negative = new LinkedHashSet<>();
        Set<String> plain = new LinkedHashSet<>();
        for (Expr node : Graph.postOrder(pattern)) {
            boolean minus = node instanceof LinearCombination sum
                    && sum.isScaling()
                    && sum.terms().get(0).coefficient().signum() < 0;
            for (Expr each : node.arguments()) {
                if (each instanceof Variable variable) {
                    (minus ? negative : plain).add(variable.name());
                }
            }
        }
        negative.removeAll(plain);
        return negative;
    }

    /** The ways in which a whole node matches. */
    List<Bindings> match(Expr pattern, Expr node, Bindings bindings) {
        if (pattern instanceof Variable variable) {
            return variable.rank() > node.rank() || (PatternNames.isMatrix(variable.name()) && node.rank() != 2)
                    ? List.of()
                    : list(bindings.with(variable.name(), node));
        }
        if (pattern instanceof Constant constant) {
            return Roots.matches(constant, node) ? List.of(bindings) : List.of();
        }
        if (pattern instanceof LinearCombination sum) {
            return sum.isScaling()
                    ? scaling(sum.terms().get(0), node, bindings)
                    : node instanceof LinearCombination target ? sum(sum, target, bindings) : List.of();
        }
        if (pattern instanceof Einsum product) {
            return product.rank() == 0 && !product.sums()
                    ? product(product.operands(), node, bindings)
                    : node instanceof Einsum target
                            ? new LabelledMatch(this).match(product, target, bindings)
                            : List.of();
        }
        return call((Apply) pattern, node, bindings);
    }

    private static <T> List<T> list(Optional<T> one) {
        return one.map(List::of).orElse(List.of());
    }

    // Calls

    private List<Bindings> call(Apply pattern, Expr node, Bindings bindings) {
        if (node instanceof Apply target) {
            return call(pattern, target.operator(), target.arguments(), bindings);
        }
        if (node instanceof Einsum view
                && view.isView()
                && view.operands().get(0) instanceof Apply inner
                && pattern.operator().isElementwise()
                && inner.operator().isElementwise()) {
            // f of a view is the view of f; put together, a power would become the view of a power again
            List<Expr> viewed = inner.arguments().stream()
                    .map(each -> view.withArguments(List.of(each)))
                    .toList();
            return call(pattern, inner.operator(), viewed, bindings);
        }
        return List.of();
    }

    private List<Bindings> call(Apply pattern, Operator operator, List<Expr> arguments, Bindings bindings) {
        if (pattern.is("pow") && operator.name().equals("power")) {
            Expr exponent = Constant.of(operator.attributes().rational("exponent"));
            return pairs(pattern.arguments(), List.of(arguments.get(0), exponent), bindings);
        }
        if (!pattern.is(operator.name()) || pattern.arguments().size() != arguments.size()) {
            return List.of();
        }
        List<Bindings> found = new ArrayList<>();
        for (Bindings each : list(attributes(pattern.operator().attributes(), operator.attributes(), bindings))) {
            found.addAll(pairs(pattern.arguments(), arguments, each));
            if (COMMUTATIVE.contains(operator.name())) {
                found.addAll(pairs(pattern.arguments(), List.of(arguments.get(1), arguments.get(0)), each));
            }
        }
        return found;
    }

    private Optional<Bindings> attributes(Attributes pattern, Attributes target, Bindings bindings) {
        if (!pattern.values().keySet().equals(target.values().keySet())) {
            return Optional.empty();
        }
        Optional<Bindings> result = Optional.of(bindings);
        for (Map.Entry<String, Object> each : pattern.entries()) {
            Optional<String> name = names.axes(each.getValue());
            if (name.isPresent()) {
                result = result.flatMap(known -> known.withAxes(name.get(), target.integers(each.getKey())));
            } else if (!each.getValue().equals(target.values().get(each.getKey()))) {
                return Optional.empty();
            }
        }
        return result;
    }

    private List<Bindings> pairs(List<Expr> patterns, List<Expr> nodes, Bindings bindings) {
        if (patterns.size() == 1) {
            return match(patterns.get(0), nodes.get(0), bindings);
        }
        List<Bindings> found = List.of(bindings);
        for (int i = 0; i < patterns.size(); i++) {
            List<Bindings> next = new ArrayList<>();
            for (Bindings each : found) {
                next.addAll(match(patterns.get(i), nodes.get(i), each));
            }
            found = next;
        }
        return found;
    }

    // Sums

    private List<Bindings> scaling(Term pattern, Expr node, Bindings bindings) {
        if (pattern.expression() instanceof Variable variable
                && signed.contains(variable.name())
                && bindings.value(variable.name()).isEmpty()
                && !isNegative(node)) {
            return List.of();
        }
        return match(pattern.expression(), Algebra.scale(pattern.coefficient().reciprocal(), node), bindings);
    }

    /** Of an expression and its negative exactly one, zero aside. */
    private static boolean isNegative(Expr node) {
        if (node instanceof Constant constant) {
            return constant.rational().filter(each -> each.signum() < 0).isPresent();
        }
        return node instanceof LinearCombination sum && sum.isNegative();
    }

    private static boolean isUnbound(Expr pattern, Bindings bindings) {
        return pattern instanceof Variable variable
                && bindings.value(variable.name()).isEmpty();
    }

    /** A whole sum; a name that stands alone as the last term takes all that is left. */
    private List<Bindings> sum(LinearCombination pattern, LinearCombination target, Bindings bindings) {
        if (target.isScaling() || target.terms().size() < pattern.terms().size()) {
            return List.of();
        }
        List<Term> last = pattern.terms().stream()
                .filter(each -> isUnbound(each.expression(), bindings))
                .toList();
        if (last.isEmpty()) {
            return someOf(pattern.terms(), target, bindings).stream()
                    .filter(each -> each.rest().isEmpty() && each.ratio().isOne())
                    .map(PartOfSum::bindings)
                    .toList();
        }
        Term taker = last.get(last.size() - 1);
        List<Term> others =
                pattern.terms().stream().filter(each -> each != taker).toList();
        List<Bindings> found = new ArrayList<>();
        for (PartOfSum each : someOf(others, target, bindings)) {
            if (!each.rest().isEmpty() && each.ratio().isOne()) {
                Expr rest = LinearCombination.of(target.shape(), each.rest());
                found.addAll(match(
                        taker.expression(), Algebra.scale(taker.coefficient().reciprocal(), rest), each.bindings()));
            }
        }
        return found;
    }

    /**
     * Some terms of a sum that match a pattern's.
     *
     * @param ratio the common factor of the matched terms, compared with the pattern
     * @param rest the terms that were not matched
     */
    record PartOfSum(Bindings bindings, Rational ratio, List<Term> rest) {}

    /** The ways in which some terms of a sum match a pattern's terms, all with one factor. */
    List<PartOfSum> someOf(List<Term> pattern, LinearCombination sum, Bindings bindings) {
        if (sum.terms().size() > LONGEST || sum.terms().size() < pattern.size()) {
            return List.of();
        }
        for (Term each : pattern) {
            boolean found = false;
            for (int i = 0; !found && i < sum.arguments().size(); i++) {
                found = Roots.mayMatch(each.expression(), sum.arguments().get(i));
            }
            if (!found) {
                return List.of();
            }
        }
        // names that stand alone come last: by then they are bound, or may take any term
        List<Term> order = new ArrayList<>(pattern);
        order.sort(java.util.Comparator.comparing(each -> each.expression() instanceof Variable));
        List<PartOfSum> found = List.of(new PartOfSum(bindings, Rational.ZERO, sum.terms()));
        for (Term term : order) {
            List<PartOfSum> next = new ArrayList<>();
            for (PartOfSum each : found) {
                extend(each, term, sum.shape(), next);
            }
            if (next.isEmpty()) {
                return List.of();
            }
            found = next.size() > MOST ? next.subList(0, MOST) : next;
        }
        return found;
    }

    private void extend(PartOfSum part, Term pattern, Shape shape, List<PartOfSum> found) {
        if (pattern.expression() instanceof Variable variable
                && part.bindings.value(variable.name()).isPresent()) {
            Expr bound = part.bindings.value(variable.name()).get();
            for (Rational ratio : ratios(part, pattern, bound)) {
                without(part.rest, ratio.times(pattern.coefficient()), bound, shape)
                        .ifPresent(rest -> found.add(new PartOfSum(part.bindings, ratio, rest)));
            }
            return;
        }
        for (Term each : part.rest) {
            if (!Roots.mayMatch(pattern.expression(), each.expression())) {
                continue;
            }
            Rational ratio = each.coefficient().dividedBy(pattern.coefficient());
            if (part.ratio.isZero() || part.ratio.equals(ratio)) {
                for (Bindings more : match(pattern.expression(), each.expression(), part.bindings)) {
                    List<Term> rest = new ArrayList<>(part.rest);
                    rest.remove(each);
                    found.add(new PartOfSum(more, ratio, List.copyOf(rest)));
                }
            }
        }
    }

    private static List<Rational> ratios(PartOfSum part, Term pattern, Expr bound) {
        if (!part.ratio.isZero()) {
            return List.of(part.ratio);
        }
        return part.rest.stream()
                .filter(each -> each.expression() == bound)
                .map(each -> each.coefficient().dividedBy(pattern.coefficient()))
                .toList();
    }

    /** The terms without a multiple of an expression, when they contain it. */
    private static Optional<List<Term>> without(List<Term> terms, Rational coefficient, Expr bound, Shape shape) {
        Expr taken = Algebra.scale(coefficient, bound);
        List<Term> gone = taken instanceof LinearCombination sum
                ? sum.isScaling() && sum.terms().get(0).expression() instanceof LinearCombination
                        ? List.of()
                        : sum.terms()
                : taken instanceof Constant constant && constant.rational().isPresent()
                        ? List.of(new Term(constant.rational().get(), Algebra.one(shape)))
                        : List.of(new Term(Rational.ONE, taken));
        if (gone.isEmpty() || !terms.containsAll(gone)) {
            return Optional.empty();
        }
        return Optional.of(terms.stream().filter(each -> !gone.contains(each)).toList());
    }

    // Products

    /** A whole product entry by entry; a name that stands alone takes all that is left. */
    private List<Bindings> product(List<Expr> pattern, Expr node, Bindings bindings) {
        List<Expr> factors = new ArrayList<>();
        Expr product = node;
        Rational coefficient = Rational.ONE;
        if (node instanceof LinearCombination sum && sum.isScaling()) {
            coefficient = sum.terms().get(0).coefficient();
            product = sum.terms().get(0).expression();
        }
        if (product instanceof Einsum einsum && !einsum.sums() && !einsum.isView()) {
            for (int i = 0; i < einsum.operands().size(); i++) {
                factors.add(
                        einsum.operands().get(i).rank() == 0 ? einsum.operands().get(i) : view(einsum, i));
            }
        } else {
            factors.add(product);
        }
        if (factors.size() > LONGEST) {
            return List.of();
        }
        List<Expr> takers =
                pattern.stream().filter(each -> isUnbound(each, bindings)).toList();
        if (takers.isEmpty()) {
            Rational needed = coefficient;
            return chosen(pattern, factors, bindings).stream()
                    .filter(each ->
                            each.rest.isEmpty() && needed.times(each.sign).isOne())
                    .map(Chosen::bindings)
                    .toList();
        }
        List<Bindings> found = new ArrayList<>();
        for (Expr taker : takers) {
            List<Expr> others = pattern.stream().filter(each -> each != taker).toList();
            for (Chosen each : chosen(others, factors, bindings)) {
                Rational left = coefficient.times(each.sign);
                if (!each.rest.isEmpty() || !left.isOne()) {
                    Expr rest = Algebra.scale(left, Algebra.product(node.shape(), each.rest));
                    found.addAll(match(taker, rest, each.bindings));
                }
            }
        }
        return found;
    }

    /** A factor as it stands in the product, with the product's shape. */
    private static Expr view(Einsum product, int operand) {
        int[] output = new int[product.rank()];
        Arrays.setAll(output, axis -> axis);
        return Einsum.of(
                List.of(product.operands().get(operand)), List.of(product.labels(operand)), output, product.sizes());
    }

    /** Factors that match up to a sign, and the others. */
    private record Chosen(Bindings bindings, Rational sign, List<Expr> rest) {}

    /** The ways in which some factors match a pattern's factors. */
    private List<Chosen> chosen(List<Expr> pattern, List<Expr> factors, Bindings bindings) {
        List<Expr> order = new ArrayList<>(pattern);
        order.sort(java.util.Comparator.comparing(each -> each instanceof Variable));
        List<Chosen> found = List.of(new Chosen(bindings, Rational.ONE, factors));
        for (Expr factor : order) {
            List<Chosen> next = new ArrayList<>();
            for (Chosen each : found) {
                for (int i = 0; i < each.rest.size(); i++) {
                    Expr candidate = each.rest.get(i);
                    if (!Roots.mayMatch(factor, candidate)) {
                        continue;
                    }
                    List<Bindings> plain = match(factor, candidate, each.bindings);
                    List<Bindings> negated = negated(factor, candidate, each.bindings);
                    if (plain.isEmpty() && negated.isEmpty()) {
                        continue;
                    }
                    List<Expr> rest = new ArrayList<>(each.rest);
                    rest.remove(i);
                    for (Bindings more : plain) {
                        next.add(new Chosen(more, each.sign, rest));
                    }
                    for (Bindings more : negated) {
                        next.add(new Chosen(more, each.sign.negate(), rest));
                    }
                }
            }
            if (next.isEmpty()) {
                return List.of();
            }
            found = next.size() > MOST ? next.subList(0, MOST) : next;
        }
        return found;
    }

    /**
     * Constructors move the sign of a sum out of a product, {@code a / (1 - a)} may be {@code -(a / (a - 1))}: sums, and reciprocals of sums, match
     * with the other sign too.
     */
    private List<Bindings> negated(Expr pattern, Expr candidate, Bindings bindings) {
        if (pattern instanceof LinearCombination && candidate instanceof LinearCombination) {
            return match(pattern, Algebra.negate(candidate), bindings);
        }
        boolean reciprocals = pattern instanceof Apply a
                && candidate instanceof Apply b
                && a.is("power")
                && a.operator().equals(b.operator())
                && a.operator().attributes().rational("exponent").equals(Rational.MINUS_ONE);
        return reciprocals
                ? negated(pattern.arguments().get(0), candidate.arguments().get(0), bindings)
                : List.of();
    }

    /**
     * Some factors of a product that match a pattern's.
     *
     * @param labels the labels that all matched factors have
     */
    record PartOfProduct(
            Bindings bindings, Rational sign, Shape shape, int[] labels, List<Expr> rest, List<int[]> restLabels) {}

    /** The ways in which some factors with equal labels match a pattern's factors. */
    List<PartOfProduct> someOf(List<Expr> pattern, Einsum target, Bindings bindings) {
        boolean fits = target.operands().size() <= LONGEST && target.operands().size() >= pattern.size();
        if (!fits || !Roots.mayMatch(pattern, target.operands())) {
            return List.of();
        }
        List<PartOfProduct> found = new ArrayList<>();
        List<int[]> groups = new ArrayList<>();
        for (int i = 0; i < target.operands().size(); i++) {
            int[] labels = target.labels(i);
            if (groups.stream().noneMatch(each -> Arrays.equals(each, labels))) {
                groups.add(labels);
                group(pattern, target, labels, bindings, found);
            }
        }
        return found;
    }

    private void group(List<Expr> pattern, Einsum target, int[] labels, Bindings bindings, List<PartOfProduct> found) {
        List<Expr> factors = new ArrayList<>();
        List<Expr> others = new ArrayList<>();
        List<int[]> otherLabels = new ArrayList<>();
        for (int i = 0; i < target.operands().size(); i++) {
            // a number, such as log(2), stands by itself beside any array
            if (Arrays.equals(target.labels(i), labels)
                    || pattern.contains(target.operands().get(i))) {
                factors.add(target.operands().get(i));
            } else {
                others.add(target.operands().get(i));
                otherLabels.add(target.labels(i));
            }
        }
        if (factors.size() < pattern.size()) {
            return;
        }
        Shape shape = new Shape(Arrays.stream(labels).mapToObj(target::size).toList());
        for (Chosen each : chosen(pattern, factors, bindings)) {
            List<Expr> rest = new ArrayList<>(others);
            List<int[]> restLabels = new ArrayList<>(otherLabels);
            for (Expr left : each.rest) {
                rest.add(left);
                restLabels.add(labels);
            }
            found.add(new PartOfProduct(each.bindings, each.sign, shape, labels, rest, restLabels));
        }
    }
}
