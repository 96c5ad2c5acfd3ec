package org.derivata.nn.compile;

import static org.objectweb.asm.Opcodes.AALOAD;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.D2F;
import static org.objectweb.asm.Opcodes.DALOAD;
import static org.objectweb.asm.Opcodes.DASTORE;
import static org.objectweb.asm.Opcodes.DLOAD;
import static org.objectweb.asm.Opcodes.DSTORE;
import static org.objectweb.asm.Opcodes.F2D;
import static org.objectweb.asm.Opcodes.FALOAD;
import static org.objectweb.asm.Opcodes.FASTORE;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IF_ICMPGE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.RETURN;

import java.util.ArrayList;
import java.util.List;
import org.derivata.nn.kernel.StraightLine;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * Writes straight-line code as a loop that HotSpot vectorises where it can: counted by an int, all arrays in variables and read at its own index,
 * all results stored at the end of an iteration, since they may be written over inputs.
 */
final class LoopWriter {

    private static final int ARRAYS = 1;
    private static final int NUMBERS = 2;
    private static final int INDEX = 3;
    private static final int END = 4;

    /** Where inputs come from and results go to. */
    static final class Shape {
        private final List<Boolean> narrow = new ArrayList<>();

        /** For each input its array, or -1 for a single number. */
        private final List<Integer> inputs = new ArrayList<>();

        private final List<Integer> outputs = new ArrayList<>();
        private final List<Integer> outputArrays = new ArrayList<>();

        /** Another array, of float32 or float64; its number. */
        int array(boolean isNarrow) {
            narrow.add(isNarrow);
            return narrow.size() - 1;
        }

        /** The next input comes from an array. */
        void input(int array) {
            inputs.add(array);
        }

        /** The next input is the next of the numbers that are the same for all entries. */
        void single() {
            inputs.add(-1);
        }

        /** A value of the code goes to an array. */
        void output(int value, int array) {
            outputs.add(value);
            outputArrays.add(array);
        }
    }

    private final Shape shape;
    private final int[] variables;

    private LoopWriter(Shape shape) {
        this.shape = shape;
        this.variables = new int[shape.inputs.size()];
    }

    /**
     * The loop.
     *
     * @throws UnsupportedOperationException when it would be larger than HotSpot compiles
     */
    static FusedLoop write(StraightLine code, Shape shape) throws IllegalAccessException {
        int[] outputs = shape.outputs.stream().mapToInt(Integer::intValue).toArray();
        CodeOrder order = new CodeOrder(code, outputs);
        if (order.pieces().size() > 1) {
            throw new UnsupportedOperationException("too large for one method");
        }
        GeneratedClass target = new GeneratedClass(code, FusedLoop.class);
        MethodVisitor method = target.method(ACC_PUBLIC, "run", "([Ljava/lang/Object;[DII)V");
        new LoopWriter(shape).loop(target, method, order, outputs);
        GeneratedClass.end(method, RETURN);
        return (FusedLoop) target.instance();
    }

    private void loop(GeneratedClass target, MethodVisitor method, CodeOrder order, int[] outputs) {
        int free = arrays(method, END + 1);
        free = numbers(method, free);
        Label head = new Label();
        Label end = new Label();
        method.visitLabel(head);
        method.visitVarInsn(ILOAD, INDEX);
        method.visitVarInsn(ILOAD, END);
        method.visitJumpInsn(IF_ICMPGE, end);
        CodePiece piece = CodePiece.only(target, order, method, this::input, free);
        piece.compute();
        piece.keep(outputs);
        for (int i = 0; i < outputs.length; i++) {
            int array = shape.outputArrays.get(i);
            method.visitVarInsn(ALOAD, END + 1 + array);
            method.visitVarInsn(ILOAD, INDEX);
            piece.load(outputs[i]);
            if (shape.narrow.get(array)) {
                method.visitInsn(D2F);
                method.visitInsn(FASTORE);
            } else {
                method.visitInsn(DASTORE);
            }
        }
        method.visitIincInsn(INDEX, 1);
        method.visitJumpInsn(GOTO, head);
        method.visitLabel(end);
    }

    private int arrays(MethodVisitor method, int free) {
        for (int array = 0; array < shape.narrow.size(); array++) {
            method.visitVarInsn(ALOAD, ARRAYS);
            GeneratedClass.push(method, array);
            method.visitInsn(AALOAD);
            method.visitTypeInsn(CHECKCAST, shape.narrow.get(array) ? "[F" : "[D");
            method.visitVarInsn(ASTORE, free + array);
        }
        return free + shape.narrow.size();
    }

    private int numbers(MethodVisitor method, int free) {
        int variable = free;
        int number = 0;
        for (int input = 0; input < variables.length; input++) {
            if (shape.inputs.get(input) < 0) {
                method.visitVarInsn(ALOAD, NUMBERS);
                GeneratedClass.push(method, number++);
                method.visitInsn(DALOAD);
                method.visitVarInsn(DSTORE, variable);
                variables[input] = variable;
                variable += 2;
            }
        }
        return variable;
    }

    private boolean input(MethodVisitor method, int input) {
        int array = shape.inputs.get(input);
        if (array < 0) {
            method.visitVarInsn(DLOAD, variables[input]);
            return false;
        }
        method.visitVarInsn(ALOAD, END + 1 + array);
        method.visitVarInsn(ILOAD, INDEX);
        if (shape.narrow.get(array)) {
            method.visitInsn(FALOAD);
            method.visitInsn(F2D);
        } else {
            method.visitInsn(DALOAD);
        }
        return true;
    }
}
