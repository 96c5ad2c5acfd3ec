package org.derivata.nn.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.EvaluationException;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.expr.Variable;
import org.derivata.core.operator.Lattice;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Selection;
import org.derivata.core.operator.Structure;
import org.derivata.core.shape.Shape;
import org.derivata.nn.kernel.ElementFunction;
import org.derivata.nn.kernel.GroupFunction;
import org.derivata.nn.kernel.LinearLoops;
import org.derivata.nn.kernel.MatrixMultiplier;
import org.derivata.nn.kernel.OperatorLoops;
import org.derivata.nn.kernel.Strides;
import org.jspecify.annotations.Nullable;

/** Turns core nodes, composites opened, into operations on views, for concrete sizes. */
final class Lowering implements Expr.Cases<View> {

    private final Map<String, Integer> sizes;
    private final MatrixMultiplier multiplier;
    private final OperationList operations;
    private final RowLowering rows;
    private final FactorLowering factors;
    private final Map<Expr, View> views = new IdentityHashMap<>();
    private final Map<String, View> inputs = new LinkedHashMap<>();
    private final Map<Expr, Integer> uses = new IdentityHashMap<>();

    Lowering(Map<String, Integer> sizes, Engine engine, MatrixMultiplier multiplier) {
        this.sizes = sizes;
        this.multiplier = multiplier;
        this.operations = new OperationList(engine);
        this.rows = new RowLowering(operations);
        this.factors = new FactorLowering(operations, multiplier);
    }

    OperationList operations() {
        return operations;
    }

    /** The inputs by name, in the order of first use. */
    Map<String, View> inputs() {
        return inputs;
    }

    /** The values of the roots, each in an array of its own that is no input and no constant. */
    List<View> lower(List<Expr> roots) {
        uses.putAll(Graph.uses(roots));
        List<Expr> nodes = Graph.postOrder(roots);
        rows.find(nodes);
        factors.find(nodes);
        for (Expr node : nodes) {
            View view = node.match(this);
            if (!Arrays.equals(view.sizes(), sizes(node.shape()))) {
                throw new IllegalStateException(node + " lowered to shape " + Arrays.toString(view.sizes()));
            }
            views.put(node, view);
        }
        return roots.stream().map(each -> output(view(each))).toList();
    }

    private View output(View view) {
        boolean own = view.isWhole() && !view.value().isInput() && !view.value().isConstant();
        return own ? view : operations.add(new ElementOperation(LinearLoops.COPY, List.of(view)), view.sizes());
    }

    private View view(Expr node) {
        View view = views.get(node);
        if (view == null) {
            throw new IllegalStateException("used before it was lowered: " + node);
        }
        return view;
    }

    private int[] sizes(Shape shape) {
        return shape.evaluate(sizes);
    }

    /** Names that were different when the shapes were proved may have been given different sizes. */
    private void checkSame(Expr node, Expr argument, int[] expected) {
        int[] actual = sizes(argument.shape());
        if (!Arrays.equals(actual, expected)) {
            throw mismatch(node, argument.shape(), node.shape(), actual, expected);
        }
    }

    private static EvaluationException mismatch(Expr node, Object left, Object right, int[] actual, int[] expected) {
        return new EvaluationException(
                Diagnostic.of("value.shape", "sizes " + left + " and " + right + " should be equal here, in " + node)
                        .clash(Arrays.toString(actual), Arrays.toString(expected))
                        .help("give equal sizes to the names that this formula makes equal"));
    }

    @Override
    public View constant(Constant node) {
        return View.number(node.value(), sizes(node.shape()));
    }

    @Override
    public View variable(Variable node) {
        int[] shape = sizes(node.shape());
        View known = inputs.get(node.name());
        if (known == null) {
            known = View.whole(Value.input(node.name(), Array.count(shape)), shape);
            inputs.put(node.name(), known);
        } else if (!Arrays.equals(known.sizes(), shape)) {
            throw mismatch(node, node.name(), node.shape(), known.sizes(), shape);
        }
        return known;
    }

    @Override
    public View linearCombination(LinearCombination node) {
        int[] shape = sizes(node.shape());
        List<Term> terms = new ArrayList<>(node.summands());
        terms.forEach(each -> checkSame(node, each.expression(), shape));
        // a + b is b + a to the bit, so a number may change places with the second term
        if (terms.size() > 1 && view(terms.get(0).expression()).isNumber()) {
            terms.add(1, terms.remove(0));
        }
        View first = view(terms.get(0).expression());
        double coefficient = terms.get(0).coefficient().toDouble();
        if (terms.size() == 1) {
            return operations.element(LinearLoops.scale(coefficient), List.of(first));
        }
        View second = view(terms.get(1).expression());
        double other = terms.get(1).coefficient().toDouble();
        if (terms.size() == 2) {
            View accumulated = accumulated(terms.get(0), terms.get(1), shape);
            accumulated = accumulated != null ? accumulated : accumulated(terms.get(1), terms.get(0), shape);
            if (accumulated != null) {
                return accumulated;
            }
        }
        View sum = second.isNumber()
                ? plus(
                        operations.scaled(first, coefficient),
                        other * second.value().number())
                : operations.element(LinearLoops.combine(coefficient, other), List.of(first, second));
        for (Term each : terms.subList(2, terms.size())) {
            View next = view(each.expression());
            double factor = each.coefficient().toDouble();
            sum = next.isNumber()
                    ? plus(sum, factor * next.value().number())
                    : operations.element(LinearLoops.addScaled(factor), List.of(sum, next));
        }
        return sum;
    }

    /** {@code addend + product} as a product that adds to what is there, or null where a term is no product used here alone. */
    private @Nullable View accumulated(Term addend, Term product, int[] shape) {
        View old = view(addend.expression());
        View matrix = view(product.expression());
        boolean suits = operations.engine() == Engine.COMPILED
                && uses.getOrDefault(product.expression(), 0) == 1
                && matrix.sameAs(View.whole(matrix.value(), shape))
                && old.sameAs(View.whole(old.value(), shape));
        if (!suits || !(matrix.value().producer() instanceof ProductOperation made)) {
            return null;
        }
        ProductOperation sum = made.plus(
                old, addend.coefficient().toDouble(), product.coefficient().toDouble());
        return sum == null ? null : operations.add(sum, shape);
    }

    private View plus(View view, double number) {
        return operations.element(LinearLoops.plus(number), List.of(view));
    }

    @Override
    public View einsum(Einsum node) {
        for (int i = 0; i < node.operands().size(); i++) {
            int[] labels = node.labels(i);
            int[] expected = Arrays.stream(labels)
                    .map(label -> Math.toIntExact(node.size(label).evaluate(sizes)))
                    .toArray();
            checkSame(node, node.operands().get(i), expected);
        }
        List<View> operands = node.operands().stream().map(this::view).toList();
        return new ProductLowering(node, operands, sizes, operations, multiplier).lower();
    }

    @Override
    public View apply(Apply node) {
        Operator operator = node.operator();
        List<View> arguments = node.arguments().stream().map(this::view).toList();
        if (operator.isElementwise()) {
            node.arguments().forEach(each -> checkSame(node, each, sizes(node.shape())));
            return elementwise(operator, arguments);
        }
        if (arguments.isEmpty()) {
            Array value = operator.evaluate(List.of(), sizes);
            return View.whole(Value.constant(value.data()), value.shape());
        }
        GroupFunction group = GroupFunction.of(operator);
        if (group != null) {
            return rows.group(group, node, arguments.get(0));
        }
        if (SPREAD.contains(operator.name()) && arguments.get(0).count() > 0) {
            return rows.variance(operator, arguments.get(0));
        }
        if (operator.name().equals("centered")) {
            return rows.centered(operator, arguments.get(0));
        }
        Placing placing = PLACING.get(operator.name());
        if (placing != null) {
            return placing.lower(this, node, arguments);
        }
        int[] shape = sizes(node.shape());
        if (factors.has(node)) {
            return factors.lower(node, arguments, shape);
        }
        if (FACTORED.contains(operator.name())) {
            return square(operator, arguments.get(0), shape);
        }
        List<View> wholes = arguments.stream().map(operations::whole).toList();
        return operations.add(new DeclaredOperation(operator, wholes, Array.count(shape), sizes), shape);
    }

    /** Measures of spread, opened into sums. */
    private static final Set<String> SPREAD = Set.of("var", "std");

    /** What ojAlgo's factorisations compute, where it is the engine. */
    private static final Set<String> FACTORED = Set.of("inv", "det", "logdet");

    /** How what only moves entries becomes a view or a copy. */
    private interface Placing {
        View lower(Lowering lowering, Apply node, List<View> arguments);
    }

    private static final Map<String, Placing> PLACING = Map.of(
            Structure.STACK.name(), Lowering::stack,
            Structure.CONCAT.name(), Lowering::concat,
            Structure.RESHAPE.name(), (lowering, node, arguments) -> lowering.reshape(node, arguments.get(0)),
            Selection.SLICE.name(), (lowering, node, arguments) -> lowering.slice(node, arguments.get(0)),
            Selection.PAD.name(), (lowering, node, arguments) -> lowering.pad(node, arguments.get(0)));

    private View elementwise(Operator operator, List<View> arguments) {
        if (arguments.size() == 2 && arguments.get(1).isNumber()) {
            ElementFunction special = OperatorLoops.withConstant(
                    operator, arguments.get(1).value().number());
            if (special != null) {
                return operations.element(special, arguments.subList(0, 1));
            }
        }
        return operations.element(OperatorLoops.of(operator), arguments);
    }

    private View slice(Apply node, View argument) {
        Lattice lattice = lattice(node, node.shape(), node.argument(0).shape());
        return argument.slice(lattice.start(), lattice.step(), sizes(node.shape()));
    }

    private View pad(Apply node, View argument) {
        Lattice lattice = lattice(node, node.argument(0).shape(), node.shape());
        int[] shape = sizes(node.shape());
        View target = View.whole(argument.value(), shape).slice(lattice.start(), lattice.step(), argument.sizes());
        return operations.add(
                new PlacementOperation("pad", List.of(argument), List.of(target.strides()), Array.count(shape)), shape);
    }

    private Lattice lattice(Apply node, Shape small, Shape large) {
        return Lattice.of(node.operator().attributes(), small, large, sizes);
    }

    private View reshape(Apply node, View argument) {
        int[] shape = sizes(node.shape());
        if (Array.count(shape) != argument.count()) {
            throw mismatch(node, node.argument(0).shape(), node.shape(), argument.sizes(), shape);
        }
        return argument.isNumber()
                ? View.number(argument.value().number(), shape)
                : View.whole(operations.whole(argument).value(), shape);
    }

    private View concat(Apply node, List<View> arguments) {
        int[] shape = sizes(node.shape());
        int axis = node.operator().attributes().integer("axis");
        int[] steps = View.rowMajor(shape);
        List<Strides> targets = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < arguments.size(); i++) {
            int[] expected = shape.clone();
            expected[axis] = arguments.get(i).sizes()[axis];
            checkSame(node, node.argument(i), expected);
            targets.add(Strides.of(start * steps[axis], expected, steps));
            start += expected[axis];
        }
        return operations.add(new PlacementOperation("concat", arguments, targets, Array.count(shape)), shape);
    }

    private View stack(Apply node, List<View> arguments) {
        int each = arguments.get(0).count();
        List<Strides> targets = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            checkSame(node, node.argument(i), arguments.get(0).sizes());
            targets.add(Strides.of(i * each, new int[] {each}, new int[] {1}));
        }
        int[] shape = sizes(node.shape());
        return operations.add(new PlacementOperation("stack", arguments, targets, Array.count(shape)), shape);
    }

    private View square(Operator operator, View argument, int[] shape) {
        int n = argument.sizes()[argument.rank() - 1];
        if (argument.sizes()[argument.rank() - 2] != n) {
            throw new EvaluationException(Diagnostic.of("value.shape", operator.name() + " takes a square matrix")
                    .clash(argument.sizes()[argument.rank() - 2], n));
        }
        int batch = Array.count(Arrays.copyOf(argument.sizes(), argument.rank() - 2));
        return operations.add(new SquareOperation(operator.name(), operations.whole(argument), batch, n), shape);
    }
}
