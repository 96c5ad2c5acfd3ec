package org.derivata.nn.compile;

import static org.objectweb.asm.Opcodes.AALOAD;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.DALOAD;
import static org.objectweb.asm.Opcodes.DASTORE;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.POP2;
import static org.objectweb.asm.Opcodes.RETURN;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** Writes unrolled steps as one method over the arrays of a workspace. */
final class UnrolledWriter {

    private static final int MEMORY = 1;
    private static final int VALUES = 2;
    private static final int FIRST_ARRAY = 3;

    private final Unrolling unrolling;
    private final MethodVisitor method;

    /** The variable of the array in each slot. */
    private final Map<Integer, Integer> arrays = new HashMap<>();

    private UnrolledWriter(Unrolling unrolling, MethodVisitor method) {
        this.unrolling = unrolling;
        this.method = method;
    }

    /**
     * The method.
     *
     * @param stored the values that are wanted afterwards
     * @throws UnsupportedOperationException when it would be larger than HotSpot compiles
     */
    static Work write(Unrolling unrolling, List<Value> stored) throws IllegalAccessException {
        int[] outputs = stored.stream()
                .flatMapToInt(each -> Arrays.stream(unrolling.of(each)))
                .toArray();
        CodeOrder order = new CodeOrder(unrolling.code(), outputs);
        if (!order.fits(1)) {
            throw new UnsupportedOperationException("too large for one method");
        }
        GeneratedClass target = new GeneratedClass(unrolling.code(), Work.class);
        MethodVisitor method = target.method(ACC_PUBLIC, "run", "(" + Type.getDescriptor(Memory.class) + ")V");
        new UnrolledWriter(unrolling, method).write(target, order, stored);
        return (Work) target.instance();
    }

    private void write(GeneratedClass target, CodeOrder order, List<Value> stored) {
        method.visitVarInsn(ALOAD, MEMORY);
        method.visitMethodInsn(INVOKEVIRTUAL, Type.getInternalName(Memory.class), "doubles", "()[[D", false);
        method.visitVarInsn(ASTORE, VALUES);
        unrolling.inputs().forEach(each -> array(each.slot(), each.count()));
        Set<Integer> read = Set.copyOf(arrays.keySet());
        stored.forEach(each -> array(each.slot(), each.count()));
        CodePiece piece = CodePiece.only(target, order, method, this::input, FIRST_ARRAY + arrays.size());
        piece.compute();
        // what is written over an input is computed before, and written when everything is read
        List<Value> over =
                stored.stream().filter(each -> read.contains(each.slot())).toList();
        stored.stream().filter(each -> !over.contains(each)).forEach(each -> store(piece, each));
        over.forEach(each -> piece.keep(unrolling.of(each)));
        over.forEach(each -> store(piece, each));
        GeneratedClass.end(method, RETURN);
    }

    private void array(int slot, int count) {
        if (arrays.putIfAbsent(slot, FIRST_ARRAY + arrays.size()) == null) {
            method.visitVarInsn(ALOAD, VALUES);
            GeneratedClass.push(method, slot);
            method.visitInsn(AALOAD);
            method.visitVarInsn(ASTORE, variable(slot));
            // HotSpot checks the places between these two no more
            touch(slot, 0);
            touch(slot, count - 1);
        }
    }

    private int variable(int slot) {
        return Objects.requireNonNull(arrays.get(slot));
    }

    private void touch(int slot, int index) {
        method.visitVarInsn(ALOAD, variable(slot));
        GeneratedClass.push(method, index);
        method.visitInsn(DALOAD);
        method.visitInsn(POP2);
    }

    private void store(CodePiece piece, Value value) {
        int[] numbers = unrolling.of(value);
        for (int i = 0; i < numbers.length; i++) {
            method.visitVarInsn(ALOAD, variable(value.slot()));
            GeneratedClass.push(method, i);
            piece.load(numbers[i]);
            method.visitInsn(DASTORE);
        }
    }

    private boolean input(MethodVisitor unused, int input) {
        Unrolling.Place place = unrolling.inputs().get(input);
        method.visitVarInsn(ALOAD, variable(place.slot()));
        GeneratedClass.push(method, place.index());
        method.visitInsn(DALOAD);
        return true;
    }
}
