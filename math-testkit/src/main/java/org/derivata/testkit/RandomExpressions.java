package org.derivata.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.expr.Products;
import org.derivata.core.expr.Variable;
import org.derivata.core.expr.Views;
import org.derivata.core.language.Elaboration;
import org.derivata.core.language.Library;
import org.derivata.core.language.Limits;
import org.derivata.core.language.MathParser;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Rational;
import org.derivata.core.operator.Reductions;
import org.derivata.core.operator.Structure;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;

/**
 * Small random expressions, the same for the same seed: all operators of a library with all their attributes, labelled products of any pattern, sums
 * with awkward coefficients, ranks 0 to 3, sizes that are names and polynomials, variables with facts. They are built from core nodes, not from
 * text, so that they reach forms which nobody would type.
 */
public final class RandomExpressions {

    private static final String DECLARATIONS = """
            x, y, t1: []
            q: [] positive
            k: [] integer
            p: [] unit
            e: []
            θ: []
            v, w: [n]
            u: [m]
            r: [3]
            one: [1]
            long: [2 * n + 1]
            A, B: [n, n]
            S: [n, n] symmetric
            P: [n, n] positive_definite
            D: [n, n] diagonal
            Q: [n, n] orthogonal
            X, Z: [n, m]
            Y: [m, n]
            H: [n, m] one_hot
            R: [n, m] rows_sum_to_one
            F: [2, 3]
            G: [3, 3]
            c: [n, 1]
            d: [1, m]
            E: [n, m + 1]
            T: [n, m, 3]
            U: [2, n, n]
            V: [m, n, m]
            """;

    private static final List<Rational> COEFFICIENTS = List.of(
            Rational.ONE,
            Rational.MINUS_ONE,
            Rational.of(2),
            Rational.of(-3),
            Rational.HALF,
            Rational.of(-1, 3),
            Rational.of(2, 3),
            Rational.of(1, 10),
            Rational.of(-7, 20),
            Rational.of(5, 1024),
            Rational.parse("1e300"),
            Rational.parse("-1e-300"),
            Rational.parse("123456789012345678901"),
            Rational.parse("-0.000001"));

    private static final List<Rational> EXPONENTS = List.of(
            Rational.of(2),
            Rational.of(3),
            Rational.MINUS_ONE,
            Rational.of(-2),
            Rational.HALF,
            Rational.HALF.negate(),
            Rational.of(2, 3),
            Rational.of(-7, 3),
            Rational.parse("0.1"));

    private static final int MOST_STEPS = 7;

    private final Library library;
    private final Map<String, Variable> variables;
    private final List<Operator> operators;

    /** Expressions over a library's operators, of arrays and scalars. */
    public RandomExpressions(Library library) {
        this(library, DECLARATIONS);
    }

    /** Expressions over a library's operators and declared variables. */
    public RandomExpressions(Library library, String declarations) {
        this.library = library;
        this.variables = Elaboration.of(
                        new MathParser().parse(new Source("declarations", declarations)), library, Map.of())
                .variables();
        List<Operator> all = new ArrayList<>();
        library.declared().forEach(each -> all.addAll(OperatorSample.attributed(each)));
        this.operators = List.copyOf(all);
    }

    /** What the expressions may use, by name. */
    public Map<String, Variable> variables() {
        return Collections.unmodifiableMap(variables);
    }

    /** The expression of a seed. */
    public Expr of(long seed) {
        Growing growing = new Growing(new SplittableRandom(seed));
        return Products.flatten(growing.expression());
    }

    /** The meaning of a text over the same variables. */
    public Expr read(String text) {
        return Elaboration.of(text, library, variables, Limits.trusted()).requireResult();
    }

    private final class Growing {

        private final SplittableRandom random;
        private final List<Expr> nodes = new ArrayList<>();

        Growing(SplittableRandom random) {
            this.random = random;
        }

        Expr expression() {
            List<Variable> all = List.copyOf(variables.values());
            for (int i = 2 + random.nextInt(3); i > 0; i--) {
                nodes.add(pick(all));
            }
            for (int i = 1 + random.nextInt(MOST_STEPS); i > 0; i--) {
                try {
                    nodes.add(step());
                } catch (MathException tooLong) {
                    continue; // a coefficient with more digits than may be computed with
                }
            }
            return nodes.get(nodes.size() - 1);
        }

        private <E> E pick(List<E> choices) {
            return choices.get(random.nextInt(choices.size()));
        }

        /** A node made before, more likely a late one. */
        private Expr any() {
            int size = nodes.size();
            return nodes.get(Math.max(random.nextInt(size), random.nextInt(size)));
        }

        private Expr like(Expr node) {
            List<Expr> same = nodes.stream()
                    .filter(each -> each.shape().equals(node.shape()))
                    .toList();
            return random.nextInt(5) == 0 ? constant(node.shape()) : pick(same);
        }

        private Expr constant(Shape shape) {
            return random.nextInt(4) == 0
                    ? Algebra.fill(Constant.of(pick(List.of(Constant.Symbol.values()))), shape)
                    : Constant.of(pick(COEFFICIENTS), shape);
        }

        private Expr step() {
            return switch (random.nextInt(10)) {
                case 0, 1 -> sum();
                case 2 -> Algebra.power(any(), pick(EXPONENTS));
                case 3 -> entryByEntry();
                case 4, 5 -> product();
                case 6 -> repeated();
                case 7 -> leaf();
                default -> applied();
            };
        }

        private Expr sum() {
            Expr first = any();
            List<Term> terms = new ArrayList<>();
            terms.add(new Term(pick(COEFFICIENTS), first));
            for (int i = random.nextInt(3); i > 0; i--) {
                terms.add(new Term(pick(COEFFICIENTS), like(first)));
            }
            return LinearCombination.of(first.shape(), terms);
        }

        private Expr entryByEntry() {
            Expr first = any();
            Expr second = like(first);
            return random.nextBoolean() ? Algebra.multiply(first, second) : Algebra.divide(first, second);
        }

        /** A product under random labels, of which random ones are summed. */
        private Expr product() {
            List<Expr> operands = new ArrayList<>();
            List<int[]> labels = new ArrayList<>();
            List<Dimension> sizes = new ArrayList<>();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                Expr operand = any();
                operands.add(operand);
                labels.add(operand.shape().sizes().stream()
                        .mapToInt(size -> label(size, sizes))
                        .toArray());
            }
            List<Integer> kept = new ArrayList<>();
            IntStream.range(0, sizes.size())
                    .filter(each -> random.nextInt(3) > 0)
                    .forEach(kept::add);
            shuffle(kept);
            int[] output = kept.stream().limit(3).mapToInt(Integer::intValue).toArray();
            return Einsum.of(operands, labels, output, sizes.toArray(new Dimension[0]));
        }

        private int label(Dimension size, List<Dimension> sizes) {
            for (int label = 0; label < sizes.size(); label++) {
                if (sizes.get(label).equals(size) && random.nextInt(3) > 0) {
                    return label;
                }
            }
            sizes.add(size);
            return sizes.size() - 1;
        }

        private void shuffle(List<Integer> list) {
            for (int i = list.size() - 1; i > 0; i--) {
                Collections.swap(list, i, random.nextInt(i + 1));
            }
        }

        /** An array repeated along a new axis at a random place. */
        private Expr repeated() {
            Expr operand = any();
            if (operand.rank() == 3) {
                return operand;
            }
            int place = random.nextInt(operand.rank() + 1);
            List<Dimension> sizes = new ArrayList<>(operand.shape().sizes());
            sizes.add(place, dimension());
            int[] axes = IntStream.range(0, operand.rank())
                    .map(axis -> axis < place ? axis : axis + 1)
                    .toArray();
            return Algebra.broadcast(operand, new Shape(sizes), axes);
        }

        private Dimension dimension() {
            Dimension n = Dimension.named("n");
            Dimension m = Dimension.named("m");
            return pick(List.of(
                    n, m, n, m, Dimension.ONE, Dimension.of(3), n.times(m).plus(Dimension.ONE), n.plus(n), m.minus(n)));
        }

        private Expr leaf() {
            Dimension size = dimension();
            return switch (random.nextInt(5)) {
                case 0 -> Apply.identity(size);
                case 1 -> Apply.size(size);
                case 2 -> Apply.of(Structure.UNIT.with("size", size).with("index", Rational.of(random.nextInt(3))));
                case 3 -> stack();
                default -> constant(random.nextBoolean() ? Shape.of(size) : Shape.of(size, dimension()));
            };
        }

        private Expr stack() {
            Expr first = any();
            if (first.rank() == 3) {
                return first;
            }
            return Views.stack(
                    IntStream.rangeClosed(0, random.nextInt(3))
                            .mapToObj(i -> i == 0 ? first : like(first))
                            .toList(),
                    0);
        }

        /** An operator that has to know how long the last axis is. */
        private static Operator sized(Operator operator, Expr argument) {
            return operator.name().equals(Reductions.EXCLUSIVE_PROD.name()) && argument.rank() > 0
                    ? operator.with("size", argument.shape().get(argument.rank() - 1))
                    : operator;
        }

        /** Any operator of the library, applied to what it takes. */
        private Expr applied() {
            for (int attempt = 0; attempt < 20; attempt++) {
                Operator operator = pick(operators);
                List<Expr> arguments = new ArrayList<>();
                for (int i = 0; i < operator.parameters().size(); i++) {
                    boolean same = i > 0 && (operator.isElementwise() || random.nextBoolean());
                    arguments.add(same ? like(arguments.get(0)) : any());
                }
                try {
                    if (!arguments.isEmpty() && OperatorSample.takes(operator, arguments)) {
                        return Apply.normal(sized(operator, arguments.get(0)), arguments);
                    }
                } catch (MathException | IllegalArgumentException refused) {
                    continue; // another operator then
                }
            }
            return any();
        }
    }
}
