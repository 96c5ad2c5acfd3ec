package org.derivata.nn.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.nn.kernel.ElementFunction;
import org.derivata.nn.kernel.LinearLoops;
import org.derivata.nn.kernel.OjAlgoFunction;
import org.derivata.nn.kernel.OperatorLoops;
import org.jspecify.annotations.Nullable;

/** The operations of a program in the order of their making, which is an order in which they can run. */
final class OperationList {

    private final Engine engine;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<Value, List<Copy>> copies = new HashMap<>();

    /** Kept by value: a formula of thousands of sums must not be searched for each. */
    private final Map<Value, List<Summed>> sums = new IdentityHashMap<>();

    private record Summed(View of, boolean[] axes, View sum) {}

    private record Copy(View of, View whole) {}

    OperationList(Engine engine) {
        this.engine = engine;
    }

    Engine engine() {
        return engine;
    }

    List<Operation> all() {
        return operations;
    }

    /** Adds an operation; its result, row-major in the given sizes. */
    View add(Operation operation, int... sizes) {
        operations.add(operation.settled());
        operation.result().shape(sizes);
        return View.whole(operation.result(), sizes);
    }

    /** A function entry by entry; numbers are folded by the function itself. */
    View element(ElementFunction function, List<View> arguments) {
        if (arguments.stream().allMatch(View::isNumber)) {
            double[] numbers = arguments.stream()
                    .mapToDouble(each -> each.value().number())
                    .toArray();
            return View.number(function.apply(numbers), arguments.get(0).sizes());
        }
        int[] sizes = arguments.get(0).sizes();
        if (engine == Engine.OJALGO) {
            OjAlgoFunction kernel = OjAlgoFunction.of(function);
            if (kernel != null) {
                List<View> wholes = arguments.stream().map(this::whole).toList();
                return add(new OjAlgoElement(function, kernel, wholes), sizes);
            }
        }
        View sigmoid = sigmoidOf(function, arguments.get(0));
        return sigmoid == null
                ? add(new ElementOperation(function, arguments), sizes)
                : add(new ElementOperation(OperatorLoops.SIGMOID, List.of(sigmoid)), sizes);
    }

    /** What a reciprocal is the sigmoid of, where vectors compute that in one go; the operations in between are left to those who want them. */
    private @Nullable View sigmoidOf(ElementFunction function, View argument) {
        boolean wanted = engine == Engine.COMPILED
                && function.text().equals("#1**(-1)")
                && OperatorLoops.SIGMOID.isByVectors(argument.count());
        View at = wanted ? argument : null;
        for (String each : List.of("#1 + 1", "exp(#1)", "-#1")) {
            at = at == null ? null : operand(at, each);
        }
        return at;
    }

    /** The operand of the function that made a view, if it is this one. */
    private static @Nullable View operand(View view, String function) {
        return view.isWhole()
                        && view.value().producer() instanceof ElementOperation made
                        && made.function().text().equals(function)
                        && Arrays.equals(made.arguments().get(0).sizes(), view.sizes())
                ? made.arguments().get(0)
                : null;
    }

    View scaled(View view, double factor) {
        return factor == 1 ? view : element(LinearLoops.scale(factor), List.of(view));
    }

    /** The sum over some axes of a view. */
    View sum(View source, boolean[] summed) {
        int[] kept = SumOperation.select(source.sizes(), summed, false);
        if (source.count() == 0) {
            return View.number(0, kept);
        }
        if (Array.count(SumOperation.select(source.sizes(), summed, true)) == 1) {
            return source.with(kept, SumOperation.select(source.steps(), summed, false));
        }
        List<Summed> known = sums.computeIfAbsent(source.value(), unused -> new ArrayList<>());
        for (Summed each : known) {
            if (each.of.sameAs(source) && Arrays.equals(each.axes, summed)) {
                return each.sum;
            }
        }
        boolean byOjAlgo = engine == Engine.OJALGO && kept.length == 0;
        View sum = add(byOjAlgo ? new OjAlgoSum(whole(source)) : new SumOperation(source, summed), kept);
        known.add(new Summed(source, summed, sum));
        return sum;
    }

    /** The same numbers in an array of their own, row-major; the value itself where it is that already. */
    View whole(View view) {
        if (view.isWhole()) {
            return view;
        }
        List<Copy> known = copies.computeIfAbsent(view.value(), unused -> new ArrayList<>());
        for (Copy each : known) {
            if (each.of.sameAs(view)) {
                return each.whole;
            }
        }
        View copy = add(new ElementOperation(LinearLoops.COPY, List.of(view)), view.sizes());
        known.add(new Copy(view, copy));
        return copy;
    }
}
