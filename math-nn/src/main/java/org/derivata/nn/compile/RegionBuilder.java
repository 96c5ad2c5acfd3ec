package org.derivata.nn.compile;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.derivata.nn.kernel.ElementFunction;
import org.derivata.nn.kernel.LinearLoops;
import org.derivata.nn.kernel.Strides;
import org.derivata.nn.kernel.Sums;

/** Plans the work on one block of a region: what is loaded when, which registers hold it, what is stored. */
final class RegionBuilder {

    /** Something an operation of the region reads: an input of the region, or a result within it. */
    private static final class Operand {
        final View view;
        int lastUse = -1;
        int index = -1;
        boolean pooled;

        Operand(View view) {
            this.view = view;
        }
    }

    private final List<ElementOperation> operations;
    private final List<SumOperation> sums;
    private final Set<Value> stored;
    private final ConstantBlocks constants;
    private final int count;
    private final boolean singleBlock;

    /** Numbers in a part; all where there is only one. */
    private final int part;

    private final List<RegionSum> places = new ArrayList<>();
    private int partials;

    private final Map<Value, Operand> results = new IdentityHashMap<>();
    private final Map<Value, List<Operand>> inputs = new IdentityHashMap<>();
    private final List<Operand> inputOrder = new ArrayList<>();
    private final List<List<Operand>> arguments = new ArrayList<>();
    private final List<Operand> made = new ArrayList<>();
    private final List<InterpretedRegion.Binding> bindings = new ArrayList<>();
    private final List<BlockWork> work = new ArrayList<>();
    private final TreeSet<Integer> free = new TreeSet<>();
    private int registers;

    RegionBuilder(
            List<ElementOperation> operations, List<SumOperation> sums, Set<Value> stored, ConstantBlocks constants) {
        this.operations = operations;
        this.sums = sums;
        this.stored = stored;
        this.constants = constants;
        this.count = operations.get(0).result().count();
        this.singleBlock = count <= Sums.BLOCK;
        // sums of columns longer than a part would take as much memory as the operand
        boolean whole =
                count < 2 * Sums.PART || sums.stream().anyMatch(each -> !each.sumsRows() && each.period() > Sums.PART);
        this.part = whole ? count : Sums.PART;
    }

    Region build() {
        findOperands();
        for (int at = 0; at < operations.size(); at++) {
            emit(at);
        }
        List<Value> writes = new ArrayList<>();
        operations.stream().map(Operation::result).filter(stored::contains).forEach(writes::add);
        sums.forEach(each -> writes.add(each.result()));
        List<View> reads = inputOrder.stream().map(each -> each.view).toList();
        List<Value> summed = places.stream().map(RegionSum::value).toList();
        InterpretedRegion interpreted = new InterpretedRegion(count, part, writes, bindings, work, summed);
        RegionBody body = new RegionBody(operations, places, stored, count, part);
        return new Region(body, reads, writes, replaceable(), interpreted, partials);
    }

    private void findOperands() {
        for (int at = 0; at < operations.size(); at++) {
            ElementOperation operation = operations.get(at);
            List<Operand> own = new ArrayList<>();
            for (View view : operation.arguments()) {
                Operand within = view.isWhole() ? results.get(view.value()) : null;
                Operand operand = within != null ? within : input(view);
                operand.lastUse = at;
                own.add(operand);
            }
            arguments.add(own);
            Operand result = new Operand(View.whole(operation.result(), count));
            result.lastUse = at;
            results.put(operation.result(), result);
            made.add(result);
        }
    }

    private Operand input(View view) {
        List<Operand> known = inputs.computeIfAbsent(view.value(), unused -> new ArrayList<>());
        for (Operand each : known) {
            if (each.view.sameAs(view) || (each.view.isWhole() && view.isWhole())) {
                return each;
            }
        }
        Operand operand = new Operand(view);
        known.add(operand);
        inputOrder.add(operand);
        return operand;
    }

    private void emit(int at) {
        ElementOperation operation = operations.get(at);
        List<Operand> own = arguments.get(at);
        own.forEach(this::ensureLoaded);
        for (Operand each : own) {
            if (each.lastUse == at && each.pooled) {
                free.add(each.index);
                each.pooled = false;
            }
        }
        Operand result = made.get(at);
        boolean kept = stored.contains(operation.result());
        if (singleBlock && kept) {
            result.index = bind(new InterpretedRegion.Binding.Direct(operation.result()));
        } else if (operation.function() == LinearLoops.COPY && own.get(0).lastUse == at && result.lastUse == at) {
            // a lone copy needs no register: what was loaded is stored
            result.index = own.get(0).index;
        } else {
            result.index = take();
            result.pooled = true;
        }
        if (result.index != own.get(0).index || operation.function() != LinearLoops.COPY) {
            int a = own.get(0).index;
            int b = own.size() > 1 ? own.get(1).index : a;
            int c = own.size() > 2 ? own.get(2).index : a;
            ElementFunction function = operation.function();
            work.add(new BlockWork.Compute(function.loop(count), function.narrowLoop(count), result.index, a, b, c));
        }
        if (kept && !singleBlock) {
            work.add(new BlockWork.Store(result.index, operation.result()));
        }
        for (SumOperation sum : sums) {
            if (sum.source().value() == operation.result()) {
                work.add(new BlockWork.Sum(result.index, place(sum), part < count));
            }
        }
        if (result.lastUse == at && result.pooled) {
            free.add(result.index);
            result.pooled = false;
        }
    }

    /** A part of its own for each sum of a region that is cut into parts. */
    private RegionSum place(SumOperation sum) {
        RegionSum place = new RegionSum(sum, sum.sumsRows(), sum.period(), part, partials);
        partials += part < count ? (count - 1) / part * place.width() + place.width() : 0;
        places.add(place);
        return place;
    }

    private void ensureLoaded(Operand operand) {
        if (operand.index >= 0) {
            return;
        }
        View view = operand.view;
        Strides strides = view.strides();
        if (view.isNumber()) {
            operand.index = bind(new InterpretedRegion.Binding.Number(
                    constants.of(view.value().number(), count)));
        } else if (singleBlock && view.isWhole()) {
            operand.index = bind(new InterpretedRegion.Binding.Direct(view.value()));
        } else if (strides.isRepetition() && view.offset() == 0) {
            operand.index = bind(new InterpretedRegion.Binding.Repeated(view.value(), registers++));
        } else {
            operand.index = take();
            operand.pooled = true;
            work.add(new BlockWork.Load(view.value(), strides, operand.index));
        }
    }

    private int bind(InterpretedRegion.Binding binding) {
        bindings.add(binding);
        return bindings.size() - 1;
    }

    private int take() {
        Integer known = free.pollFirst();
        return known != null ? known : bind(new InterpretedRegion.Binding.Register(registers++));
    }

    /** For each input read only as a whole, the results stored no earlier than its last use. */
    private Map<Value, Map<Value, Boolean>> replaceable() {
        Map<Value, Map<Value, Boolean>> all = new IdentityHashMap<>();
        inputs.forEach((value, views) -> {
            if (value.count() != count
                    || views.size() != 1
                    || !views.get(0).view.isWhole()) {
                return;
            }
            Map<Value, Boolean> targets = new IdentityHashMap<>();
            for (int at = views.get(0).lastUse; at < operations.size(); at++) {
                Value result = operations.get(at).result();
                if (stored.contains(result)) {
                    targets.put(result, true);
                }
            }
            all.put(value, targets);
        });
        return all;
    }
}
