package org.derivata.nn.compile;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.derivata.nn.kernel.StraightLine;
import org.derivata.nn.kernel.Strides;
import org.derivata.nn.kernel.Sums;

/** Makes a region's operations straight-line code, finds an array or a number for all it reads and writes, and has the loop generated. */
final class LoopBuilder {

    private final RegionBody body;

    /** Whether values are in float32. */
    private final boolean narrow;

    private final StraightLine code = new StraightLine();
    private final Map<Value, Integer> made = new IdentityHashMap<>();
    private final List<View> inputs = new ArrayList<>();
    private final boolean inRegisters;
    private final LoopWriter.Shape shape = new LoopWriter.Shape();
    private final List<GeneratedRegion.Operand> operands = new ArrayList<>();
    private final List<GeneratedRegion.Single> singles = new ArrayList<>();
    private final List<BlockWork> before = new ArrayList<>();
    private final List<BlockWork> after = new ArrayList<>();
    private int registers;

    private LoopBuilder(RegionBody body, boolean narrow) {
        this.body = body;
        this.narrow = narrow;
        translate();
        boolean inPlace = body.sums().isEmpty()
                && inputs.stream()
                        .allMatch(each -> each.isWhole() || each.strides().isRepetition());
        this.inRegisters = body.count() > Sums.BLOCK && !inPlace;
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
        FusedLoop loop = LoopWriter.write(builder.code, builder.shape);
        return new GeneratedRegion(
                body,
                loop,
                builder.operands,
                builder.singles,
                builder.before,
                builder.after,
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

    private void read(View view) {
        Strides strides = view.strides();
        if (strides.isRepetition()) {
            shape.single();
            singles.add(new GeneratedRegion.Single(view.value(), view.offset()));
            return;
        }
        boolean direct = view.isWhole() && !inRegisters;
        int array = array(view.value(), direct);
        shape.input(array);
        if (!direct) {
            before.add(new BlockWork.Load(view.value(), strides, array));
        }
    }

    private int array(Value value, boolean direct) {
        operands.add(new GeneratedRegion.Operand(value, direct ? -1 : registers++));
        return shape.array(direct && narrow);
    }

    private void write() {
        Map<Value, Integer> registered = new IdentityHashMap<>();
        for (ElementOperation each : body.operations()) {
            Value value = each.result();
            if (body.stored().contains(value)) {
                int array = array(value, !inRegisters);
                shape.output(made.get(value), array);
                if (inRegisters) {
                    after.add(new BlockWork.Store(array, value));
                }
                if (inRegisters || !narrow) {
                    registered.put(value, array);
                }
            }
        }
        for (RegionSum each : body.sums()) {
            Integer array = registered.get(each.operand());
            if (array == null) {
                array = array(each.operand(), false);
                shape.output(made.get(each.operand()), array);
                registered.put(each.operand(), array);
            }
            after.add(new BlockWork.Sum(array, each, body.part() < body.count()));
        }
    }
}
