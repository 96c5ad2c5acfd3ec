package org.derivata.symbolic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.LimitException;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.Variable;
import org.derivata.core.operator.Fact;
import org.derivata.symbolic.canonical.MultipliedOut;

/**
 * Whether two expressions are equal: first by rewriting their difference to 0, then by looking for a point where they differ, at numbers that
 * identities often fail at and at random ones.
 */
final class Comparison {

    private static final long SEED = 20261127;
    private static final int POINTS = 60;
    private static final double[] SPECIAL = {1, 2, -1, 0.5, -2, 3, 0, -0.5};

    /** What a value may be off by, as a part of the largest number that it was computed from. */
    private static final double ROUNDING = 1e-9;

    /** Facts of single entries, which samples can be given; others tell how entries belong together. */
    private static final Set<Fact> OF_ENTRIES =
            Set.of(Fact.POSITIVE, Fact.NONNEGATIVE, Fact.NONZERO, Fact.UNIT, Fact.INTEGER);

    private final Calculus calculus;
    private final SplittableRandom random = new SplittableRandom(SEED);

    Comparison(Calculus calculus) {
        this.calculus = calculus;
    }

    Equivalence of(Expr left, Expr right) {
        if (isProved(left, right)) {
            return new Equivalence.Proved();
        }
        Set<Variable> variables = Graph.variables(List.of(left, right));
        if (!variables.stream().allMatch(each -> OF_ENTRIES.containsAll(Fact.closure(each.declared())))) {
            return new Equivalence.Unknown(0);
        }
        int same = 0;
        for (int i = 0; i < POINTS; i++) {
            Map<String, Array> point = point(variables, i);
            Optional<Equivalence> found = at(point, left, right);
            if (found.isPresent() && found.get() instanceof Equivalence.Refuted refuted) {
                return refuted;
            }
            same += found.isPresent() ? 1 : 0;
        }
        return new Equivalence.Unknown(same);
    }

    private boolean isProved(Expr left, Expr right) {
        if (left == right) {
            return true;
        }
        Expr difference = calculus.simplify(Algebra.subtract(left, right));
        try {
            if (Constant.isZero(difference)) {
                return true;
            }
            Expr expanded = MultipliedOut.of(difference);
            return Constant.isZero(expanded)
                    || Constant.isZero(calculus.simplify(expanded))
                    || MultipliedOut.of(left) == MultipliedOut.of(right);
        } catch (LimitException tooLong) {
            return false;
        }
    }

    private Map<String, Array> point(Set<Variable> variables, int number) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>();
        variables.forEach(each -> names.addAll(each.shape().names()));
        names.forEach(each -> sizes.put(each, 2 + sizes.size() % 3));
        Map<String, Array> point = new LinkedHashMap<>();
        int place = number;
        for (Variable each : variables) {
            int[] shape = each.shape().evaluate(sizes);
            boolean special = number < SPECIAL.length;
            double first = SPECIAL[place++ % SPECIAL.length];
            double[] data = DoubleStream.generate(() -> special && shape.length == 0 ? first : random.nextDouble(-3, 3))
                    .limit(Array.count(shape))
                    .map(entry -> suited(entry, each))
                    .toArray();
            point.put(each.name(), Array.of(data, shape));
        }
        return point;
    }

    private static double suited(double entry, Variable variable) {
        Set<Fact> facts = Fact.closure(variable.declared());
        double value = facts.contains(Fact.INTEGER) ? Math.rint(entry) : entry;
        value = facts.contains(Fact.NONNEGATIVE) ? Math.abs(value) : value;
        value = facts.contains(Fact.UNIT) ? value % 1 : value;
        return facts.contains(Fact.NONZERO) && value == 0 ? 1 : value;
    }

    /** What the values at a point tell; empty where one has none. */
    private Optional<Equivalence> at(Map<String, Array> point, Expr left, Expr right) {
        List<Expr> nodes = new ArrayList<>(Graph.postOrder(Graph.open(List.of(left, right))));
        nodes.add(left);
        nodes.add(right);
        List<Array> values = ReferenceEvaluator.evaluate(nodes, point);
        Array a = values.get(nodes.size() - 2);
        Array b = values.get(nodes.size() - 1);
        double largest = values.stream()
                .flatMapToDouble(each -> DoubleStream.of(each.data()))
                .map(Math::abs)
                .max()
                .orElse(0);
        if (!Double.isFinite(largest)) {
            return Optional.empty();
        }
        for (int i = 0; i < a.count(); i++) {
            if (Math.abs(a.data()[i] - b.data()[i]) > ROUNDING * Math.max(1, largest)) {
                return Optional.of(new Equivalence.Refuted(point, a, b));
            }
        }
        return Optional.of(new Equivalence.Unknown(1));
    }
}
