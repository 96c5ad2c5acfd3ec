package org.derivata.nn.compile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.DoubleUnaryOperator;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.EvaluationException;
import org.derivata.core.diagnostic.LimitException;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.Products;
import org.derivata.core.expr.Quotients;
import org.derivata.core.language.Guard;
import org.derivata.core.language.Limits;
import org.derivata.nn.kernel.MatrixMultiplier;
import org.derivata.nn.kernel.MultiplierTable;
import org.derivata.nn.kernel.ParallelParts;
import org.derivata.symbolic.Formula;
import org.jspecify.annotations.Nullable;

/**
 * Plans programs: from the expressions wanted together and the sizes of their dimension names to a {@link Program}.
 * Immutable; options make another compiler.
 *
 * <p>Values are float64 unless asked for in float32. Constants and coefficients are rounded once, here.
 */
public final class Compiler {

    private final Engine engine;

    /** The one that was asked for, else the table of the engine and its threads. */
    private final MatrixMultiplier multiplier;

    private final boolean isAskedFor;
    private final Precision precision;
    private final Limits limits;
    private final @Nullable ParallelParts parallel;

    private Compiler(
            Engine engine,
            MatrixMultiplier multiplier,
            boolean isAskedFor,
            Precision precision,
            Limits limits,
            @Nullable ParallelParts parallel) {
        this.parallel = parallel;
        this.isAskedFor = isAskedFor;
        this.engine = engine;
        this.precision = precision;
        this.multiplier = multiplier;
        this.limits = limits;
    }

    /** The compiler for an engine, on the calling thread alone. */
    public static Compiler of(Engine engine) {
        MatrixMultiplier multiplier = engine == Engine.OJALGO ? MultiplierTable.ojAlgo() : MultiplierTable.standard();
        return new Compiler(engine, multiplier, false, Precision.FLOAT64, Limits.trusted(), null);
    }

    /** The fast one. */
    public static Compiler standard() {
        return of(Engine.COMPILED);
    }

    /**
     * The same for programs that share large pieces of work among threads: products, and work along rows or entry by entry.
     * The bits are the same for any number. Products by a {@linkplain #multiplier multiplier of one's own} stay with it. The threads are the compiler's own: daemons that begin when they are first
     * wanted and end after a second without work.
     *
     * @param count the most threads for one run, the calling one included; 1 or more
     */
    public Compiler threads(int count) {
        return threads(ParallelParts.onOwnThreads(count));
    }

    /**
     * The same on threads of one's own.
     *
     * @param executor runs the helpers; one that is busy or shut down costs speed, never the result
     * @param count the most threads for one run, the calling one included; 1 or more
     */
    public Compiler threads(Executor executor, int count) {
        return threads(new ParallelParts(executor, count));
    }

    private Compiler threads(ParallelParts crew) {
        if (crew.threads() == 1 || engine == Engine.OJALGO) {
            return this;
        }
        MatrixMultiplier shared = isAskedFor ? multiplier : MultiplierTable.standard(crew);
        return new Compiler(engine, shared, isAskedFor, precision, limits, crew);
    }

    /** The same with matrix products by another multiplier. */
    public Compiler multiplier(MatrixMultiplier other) {
        return new Compiler(engine, other, true, precision, limits, parallel);
    }

    /** The same for programs that keep numbers in another precision. */
    public Compiler precision(Precision other) {
        return new Compiler(engine, multiplier, isAskedFor, other, limits, parallel);
    }

    /** The same for formulas of strangers: how many nodes they may have, and how many elements any array on the way. */
    public Compiler limits(Limits other) {
        return new Compiler(engine, multiplier, isAskedFor, precision, other, parallel);
    }

    public Precision precision() {
        return precision;
    }

    public Engine engine() {
        return engine;
    }

    /** A program for one expression; its output is called {@code result}. */
    public Program compile(Expr expression, Map<String, Integer> sizes) {
        return compile(Map.of("result", expression), sizes);
    }

    /** A program for several expressions; outputs are called {@code 0}, {@code 1}, ... */
    public Program compile(List<Expr> expressions, Map<String, Integer> sizes) {
        Map<String, Expr> outputs = new LinkedHashMap<>();
        for (int i = 0; i < expressions.size(); i++) {
            outputs.put(Integer.toString(i), expressions.get(i));
        }
        return compile(outputs, sizes);
    }

    /** A program for named expressions, in the map's order. */
    public Program compile(Map<String, Expr> outputs, Map<String, Integer> sizes) {
        return compile(outputs, sizes, Map.of());
    }

    /**
     * A program whose outputs are written back into inputs after everything was read, as training needs it.
     *
     * @param outputs what to compute
     * @param sizes a size for every dimension name that occurs
     * @param feedback for some outputs the input that receives it, of equal shape; one output an input
     * @throws EvaluationException {@code value.size} when a dimension name has no size, {@code value.shape} when sizes that a
     *     formula takes for equal are not, or an output does not fit the input it is fed back to
     * @throws LimitException {@code limit.derived_nodes} or {@code limit.elements} when the program would be larger than allowed
     */
    public Program compile(Map<String, Expr> outputs, Map<String, Integer> sizes, Map<String, String> feedback) {
        List<Expr> flat = Products.flattenSums(Graph.open(outputs.values()));
        List<Expr> before = Graph.postOrder(flat);
        requireSizes(before, sizes);
        List<Expr> systems = engine == Engine.COMPILED ? LinearSystems.solved(flat, before, sizes) : flat;
        List<Expr> roots = Quotients.divided(systems);
        List<Expr> nodes = Graph.postOrder(roots);
        Bounds.check(nodes, sizes, limits);
        Lowering lowering = new Lowering(Map.copyOf(sizes), engine, multiplier);
        List<View> results = lowering.lower(roots);
        Map<String, View> named = new LinkedHashMap<>();
        int next = 0;
        for (String name : outputs.keySet()) {
            named.put(name, results.get(next++));
        }
        return new Planner(engine, precision, parallel, lowering, named, feedback).plan();
    }

    /** A program for a formula, in its stable form; its output is called {@code result}. */
    public Program compile(Formula formula, Map<String, Integer> sizes) {
        Guard.checkKnown(formula.guards(), sizes);
        return compile(formula.stabilize().expression(), sizes);
    }

    /**
     * A formula of one number as straight-line bytecode, in its stable form; it allocates nothing unless it has more than some thousand
     * operations. With {@code -Dderivata.codegen=off}, and where classes cannot be defined, it is interpreted.
     *
     * @throws org.derivata.core.diagnostic.NameException {@code name.unknown_variable} when the formula has another variable
     * @throws org.derivata.core.diagnostic.ShapeException {@code shape.rank} when a part of it is an array
     */
    public DoubleUnaryOperator scalar(Formula formula, String variable) {
        return new ScalarCompiler(formula, List.of(variable), limits).unary();
    }

    /** The same for several variables: the numbers are given in the order of the names. */
    public ScalarFunction scalar(Formula formula, List<String> variables) {
        return new ScalarCompiler(formula, variables, limits).function();
    }

    /** A formula of numbers with its partial derivatives by some of its variables, computed together. */
    public DifferentiableFunction scalarGradient(Formula formula, List<String> variables, List<String> by) {
        return new ScalarCompiler(formula, variables, limits).differentiable(by);
    }

    private static void requireSizes(List<Expr> nodes, Map<String, Integer> sizes) {
        Set<String> missing = new TreeSet<>();
        for (Expr node : nodes) {
            missing.addAll(node.shape().names());
        }
        missing.removeAll(sizes.keySet());
        if (!missing.isEmpty()) {
            throw new EvaluationException(
                    Diagnostic.of("value.size", "there is no size for " + String.join(", ", missing))
                            .help("give each dimension name a size, as Map.of(\""
                                    + missing.iterator().next() + "\", 32)"));
        }
    }

    /** From operations to steps to slots. */
    private record Planner(
            Engine engine,
            Precision precision,
            @Nullable ParallelParts parallel,
            Lowering lowering,
            Map<String, View> outputs,
            Map<String, String> feedback) {

        Program plan() {
            Map<Value, Value> targets = targets();
            // what is fed back comes last, so that everything that wants the old value has read it
            List<Value> wanted = new ArrayList<>();
            outputs.values().stream()
                    .map(View::value)
                    .filter(each -> !targets.containsValue(each))
                    .forEach(wanted::add);
            outputs.values().stream()
                    .map(View::value)
                    .filter(targets::containsValue)
                    .forEach(wanted::add);
            Set<Value> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
            distinct.addAll(wanted);
            List<Step> steps = new Fusion(live(wanted), distinct).steps();
            List<Step> order = Schedule.of(steps, wanted);
            List<Value> inputs =
                    lowering.inputs().values().stream().map(View::value).toList();
            BufferPlan buffers = new BufferPlan(order, inputs, wanted, targets);
            List<Program.Feedback> copies = new ArrayList<>();
            targets.forEach((input, result) -> {
                if (!buffers.isInPlace(input)) {
                    copies.add(new Program.Feedback(result, input));
                }
            });
            List<Step> fixed = order.stream().filter(Schedule::isFixed).toList();
            List<Step> running =
                    order.stream().filter(step -> !Schedule.isFixed(step)).toList();
            return new Program(
                    engine,
                    precision,
                    fixed,
                    running,
                    precision == Precision.FLOAT64 ? SmallSteps.join(running, distinct) : running,
                    Collections.unmodifiableMap(lowering.inputs()),
                    Collections.unmodifiableMap(outputs),
                    copies,
                    Map.copyOf(feedback),
                    buffers,
                    parallel);
        }

        private Map<Value, Value> targets() {
            Map<Value, Value> targets = new LinkedHashMap<>();
            feedback.forEach((output, input) -> {
                View from = View.find(outputs, output);
                View to = View.find(lowering.inputs(), input);
                if (!java.util.Arrays.equals(from.sizes(), to.sizes())) {
                    throw new EvaluationException(Diagnostic.of(
                                    "value.shape",
                                    output + " cannot be fed back into " + input + ": their shapes differ")
                            .clash(java.util.Arrays.toString(from.sizes()), java.util.Arrays.toString(to.sizes())));
                }
                if (targets.put(to.value(), from.value()) != null) {
                    throw new IllegalArgumentException("two outputs are fed back into " + input);
                }
            });
            return targets;
        }

        private List<Operation> live(List<Value> wanted) {
            Set<Operation> live = new LinkedHashSet<>();
            List<Value> todo = new ArrayList<>(wanted);
            while (!todo.isEmpty()) {
                Operation producer = todo.remove(todo.size() - 1).producer();
                if (producer != null && live.add(producer)) {
                    producer.arguments().forEach(each -> todo.add(each.value()));
                }
            }
            return lowering.operations().all().stream().filter(live::contains).toList();
        }
    }
}
