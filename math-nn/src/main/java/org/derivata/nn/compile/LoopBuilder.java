package org.derivata.nn.compile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derivata.nn.kernel.StraightLine;
import org.derivata.nn.kernel.Strides;

/**
 * Makes a region's operations straight-line code, finds an array or a number for all it reads and writes, and has the loop generated.
 *
 * <p>Where all arrays are whole, the loop reads and writes them at one index, and HotSpot vectorises it. Broadcasts and sums by rows or columns make it a
 * loop over rows and columns, which HotSpot 17 leaves scalar: arrays at different places could overlap. Then long arithmetic is faster in
 * registers, though everything is copied there and back; so is what is read along three axes or more.
 */
final class LoopBuilder {

    /** What HotSpot has vector instructions for, beside arithmetic. */
    private static final Set<String> VECTORS = Set.of("sqrt", "abs", "max", "min");

    /** How many additions a division is worth, and a root, of which HotSpot 17 does no two at a time. */
    private static final int DIVISION = 4;

    private static final int ROOT = 12;

    /** From so many additions on, vectors repay copying. */
    private static final int LONG = 20;

    private final RegionBody body;

    /** Whether values are in float32. */
    private final boolean narrow;

    private final StraightLine code = new StraightLine();
    private final Map<Value, Integer> made = new IdentityHashMap<>();
    private final List<View> inputs = new ArrayList<>();
    private final LoopShape shape = new LoopShape();
    private final List<GeneratedRegion.Operand> operands = new ArrayList<>();
    private final List<GeneratedRegion.Single> singles = new ArrayList<>();
    private final List<BlockWork> before = new ArrayList<>();
    private final List<BlockWork> after = new ArrayList<>();
    private final List<RegionSum> sums = new ArrayList<>();
    private final boolean inRegisters;
    private int registers;

    private LoopBuilder(RegionBody body, boolean narrow) {
        this.body = body;
        this.narrow = narrow;
        translate();
        Set<Integer> rows = rowLengths();
        boolean byRows = rows.size() <= 1
                && inputs.stream().allMatch(each -> each.strides().rank() <= 2);
        boolean plain = body.sums().isEmpty()
                && inputs.stream()
                        .allMatch(each -> each.isWhole() || each.strides().isRepetition());
        this.inRegisters = !byRows || ((!plain || narrow) && gainsByVectors());
        if (!inRegisters && !plain) {
            shape.rows(rows.isEmpty() ? body.count() : rows.iterator().next());
        }
    }

    /**
     * The region as a generated loop.
     *
     * @throws IllegalAccessException where classes cannot be defined
     * @throws UnsupportedOperationException the same, or the loop would be larger than HotSpot compiles
     */
    static GeneratedRegion build(RegionBody body, boolean narrow) throws IllegalAccessException {
        LoopBuilder builder = new LoopBuilder(body, narrow);
        builder.inputs.forEach(builder::read);
        builder.write();
        builder.sum();
        FusedLoop loop = LoopWriter.write(builder.code, builder.shape);
        return new GeneratedRegion(
                body,
                loop,
                builder.operands,
                builder.singles,
                builder.before,
                builder.after,
                builder.sums,
                builder.inRegisters);
    }

    private void translate() {
        for (ElementOperation each : body.operations()) {
            int[] arguments = {-1, -1, -1};
            for (int i = 0; i < each.arguments().size(); i++) {
                arguments[i] = argument(each.arguments().get(i));
            }
            int result = each.function().expansion().expand(code, arguments[0], arguments[1], arguments[2]);
            made.put(each.result(), result);
        }
    }

    private int argument(View view) {
        Integer within = view.isWhole() ? made.get(view.value()) : null;
        if (within != null) {
            return within;
        }
        if (view.isNumber()) {
            return code.constant(view.value().number());
        }
        for (int i = 0; i < inputs.size(); i++) {
            View known = inputs.get(i);
            if (known.sameAs(view) || (known.value() == view.value() && known.isWhole() && view.isWhole())) {
                return code.input(i);
            }
        }
        inputs.add(view);
        return code.input(inputs.size() - 1);
    }

    /** The lengths of the rows by which inputs are read and sums taken. */
    private Set<Integer> rowLengths() {
        Set<Integer> lengths = new HashSet<>();
        for (View each : inputs) {
            if (each.strides().rank() > 1) {
                lengths.add(each.strides().innerSize());
            }
        }
        body.sums().forEach(each -> lengths.add(each.period()));
        return lengths;
    }

    /** Whether vectors gain more than copying costs, which they do wherever float32 is widened and narrowed anyway. */
    private boolean gainsByVectors() {
        int work = 0;
        for (StraightLine.Instruction each : code.instructions()) {
            switch (each.operation()) {
                case INPUT, CONSTANT, NEGATE -> {}
                case ADD, SUBTRACT, MULTIPLY -> work += 1;
                case DIVIDE -> work += DIVISION;
                case CALL -> {
                    String method = code.callees().get(each.callee()).method();
                    if (!VECTORS.contains(method)) {
                        return false;
                    }
                    work += method.equals("sqrt") ? ROOT : 1;
                }
            }
        }
        return work > LONG || (narrow && !body.stored().isEmpty());
    }

    private void read(View view) {
        Strides strides = view.strides();
        if (strides.isRepetition()) {
            shape.single();
            singles.add(new GeneratedRegion.Single(view.value(), strides.at(0)));
            return;
        }
        int array = array(view.value());
        if (inRegisters) {
            before.add(new BlockWork.Load(view.value(), strides, array));
        }
        if (inRegisters || view.isWhole()) {
            shape.input(array);
        } else {
            boolean rows = strides.rank() == 2;
            int step = strides.innerStep();
            int rowStep = rows ? strides.at(strides.innerSize()) - strides.at(0) : step * shape.columns();
            shape.input(array, strides.at(0), rowStep, step);
        }
    }

    private int array(Value value) {
        operands.add(new GeneratedRegion.Operand(value, inRegisters ? registers++ : -1));
        return shape.array(narrow && !inRegisters);
    }

    private void write() {
        for (ElementOperation each : body.operations()) {
            Value value = each.result();
            if (body.stored().contains(value)) {
                int array = output(value);
                if (inRegisters) {
                    after.add(new BlockWork.Store(array, value));
                }
            }
        }
    }

    private int result(Value value) {
        Integer result = made.get(value);
        if (result == null) {
            throw new IllegalStateException("no result of this region");
        }
        return result;
    }

    private int output(Value value) {
        int array = array(value);
        shape.output(result(value), array);
        return array;
    }

    private void sum() {
        Map<Value, Integer> known = new IdentityHashMap<>();
        for (RegionSum each : body.sums()) {
            if (inRegisters) {
                int array = known.computeIfAbsent(each.operand(), this::output);
                after.add(new BlockWork.Sum(array, each, body.part() < body.count()));
            } else {
                shape.sum(result(each.operand()), shape.array(false), each.rows());
                sums.add(each);
            }
        }
    }
}
