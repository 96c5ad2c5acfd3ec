package org.derivata.nn.compile;

import static org.objectweb.asm.Opcodes.AALOAD;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.D2F;
import static org.objectweb.asm.Opcodes.DADD;
import static org.objectweb.asm.Opcodes.DALOAD;
import static org.objectweb.asm.Opcodes.DASTORE;
import static org.objectweb.asm.Opcodes.DCONST_0;
import static org.objectweb.asm.Opcodes.DLOAD;
import static org.objectweb.asm.Opcodes.DSTORE;
import static org.objectweb.asm.Opcodes.DUP2;
import static org.objectweb.asm.Opcodes.F2D;
import static org.objectweb.asm.Opcodes.FALOAD;
import static org.objectweb.asm.Opcodes.FASTORE;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.IALOAD;
import static org.objectweb.asm.Opcodes.IAND;
import static org.objectweb.asm.Opcodes.IDIV;
import static org.objectweb.asm.Opcodes.IF_ICMPGE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.IMUL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.IOR;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.ISUB;
import static org.objectweb.asm.Opcodes.RETURN;

import java.util.List;
import org.derivata.nn.kernel.StraightLine;
import org.derivata.nn.kernel.Sums;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * Writes straight-line code as a loop that HotSpot vectorises where it can: counted by an int, all arrays in variables and read at its own index.
 * All results are stored at the end of an iteration, since they may be written over inputs.
 *
 * <p>Sums of rows are added up as {@link Sums} does: by four partial sums in turn, which are one addition in each round of the loop.
 */
final class LoopWriter {

    private static final int ARRAYS = 1;
    private static final int NUMBERS = 2;
    private static final int OFFSETS = 3;
    private static final int INDEX = 4;
    private static final int END = 5;
    private static final int FIRST_ARRAY = 6;

    private final GeneratedClass target;
    private final MethodVisitor method;
    private final CodeOrder order;
    private final LoopShape shape;

    /** The variable of each input: of its number, or of what is added to the index of the entry. */
    private final int[] places;

    private int free;

    private LoopWriter(GeneratedClass target, CodeOrder order, LoopShape shape) {
        this.target = target;
        this.method = target.method(ACC_PUBLIC, "run", "([Ljava/lang/Object;[D[III)V");
        this.order = order;
        this.shape = shape;
        this.places = new int[shape.inputs().size()];
        this.free = FIRST_ARRAY;
    }

    /**
     * The loop.
     *
     * @throws UnsupportedOperationException when it would be larger than HotSpot compiles
     */
    static FusedLoop write(StraightLine code, LoopShape shape) throws IllegalAccessException {
        CodeOrder order = new CodeOrder(code, shape.wanted());
        boolean twice = shape.sums().stream().anyMatch(LoopShape.Sum::rows);
        if (!order.fits(twice ? 2 : 1)) {
            throw new UnsupportedOperationException("too large for one method");
        }
        GeneratedClass target = new GeneratedClass(code, FusedLoop.class);
        new LoopWriter(target, order, shape).write();
        return (FusedLoop) target.instance();
    }

    private void write() {
        arrays();
        numbers();
        if (shape.columns() == 0) {
            entries(END, new int[0], piece -> {});
        } else {
            rows();
        }
        GeneratedClass.end(method, RETURN);
    }

    private void arrays() {
        for (int array = 0; array < shape.arrays(); array++) {
            method.visitVarInsn(ALOAD, ARRAYS);
            GeneratedClass.push(method, array);
            method.visitInsn(AALOAD);
            method.visitTypeInsn(CHECKCAST, shape.isNarrow(array) ? "[F" : "[D");
            method.visitVarInsn(ASTORE, free++);
        }
    }

    private void numbers() {
        int number = 0;
        for (int input = 0; input < places.length; input++) {
            if (shape.inputs().get(input).array() < 0) {
                method.visitVarInsn(ALOAD, NUMBERS);
                GeneratedClass.push(method, number++);
                method.visitInsn(DALOAD);
                places[input] = storeDouble();
            }
        }
    }

    private int storeDouble() {
        method.visitVarInsn(DSTORE, free);
        free += 2;
        return free - 2;
    }

    private int storeInt() {
        method.visitVarInsn(ISTORE, free);
        return free++;
    }

    /** What follows the results of an entry. */
    private interface Ending {
        void write(CodePiece piece);
    }

    private void rows() {
        int row = free++;
        int end = free++;
        until(END, () -> row(row, end));
    }

    /** One row, or the part of it that a round takes. */
    private void row(int row, int end) {
        method.visitVarInsn(ILOAD, INDEX);
        GeneratedClass.push(method, shape.columns());
        method.visitInsn(IDIV);
        method.visitVarInsn(ISTORE, row);
        rowEnd(row, end);
        for (int input = 0; input < places.length; input++) {
            place(input, row);
        }
        int[] columns = columnSums(row);
        if (rowSums().isEmpty()) {
            entries(end, columns, piece -> {});
        } else {
            summedRow(row, end, columns);
        }
    }

    /** Repeats code, which moves the index on, until the index reaches a variable. */
    private void until(int end, Runnable code) {
        Label head = new Label();
        Label done = new Label();
        method.visitLabel(head);
        method.visitVarInsn(ILOAD, INDEX);
        method.visitVarInsn(ILOAD, end);
        method.visitJumpInsn(IF_ICMPGE, done);
        code.run();
        method.visitJumpInsn(GOTO, head);
        method.visitLabel(done);
    }

    /** Where the row ends, or the work, or a run of the sums. */
    private void rowEnd(int row, int end) {
        method.visitVarInsn(ILOAD, END);
        method.visitVarInsn(ILOAD, row);
        GeneratedClass.push(method, shape.columns());
        method.visitInsn(IMUL);
        GeneratedClass.push(method, shape.columns());
        method.visitInsn(IADD);
        least();
        if (!rowSums().isEmpty()) {
            method.visitVarInsn(ILOAD, INDEX);
            GeneratedClass.push(method, Sums.BLOCK - 1);
            method.visitInsn(IOR);
            GeneratedClass.push(method, 1);
            method.visitInsn(IADD);
            least();
        }
        method.visitVarInsn(ISTORE, end);
    }

    private void least() {
        method.visitMethodInsn(INVOKESTATIC, "java/lang/Math", "min", "(II)I", false);
    }

    private List<LoopShape.Sum> rowSums() {
        return shape.sums().stream().filter(LoopShape.Sum::rows).toList();
    }

    /** What an input is in a row: a number, or what is added to the multiple of an entry's index. */
    private void place(int input, int row) {
        LoopShape.Input each = shape.inputs().get(input);
        if (each.array() < 0 || each.isWhole()) {
            return;
        }
        if (each.step() == 0) {
            method.visitVarInsn(ALOAD, FIRST_ARRAY + each.array());
        }
        method.visitVarInsn(ILOAD, row);
        GeneratedClass.push(method, each.rowStep() - each.step() * shape.columns());
        method.visitInsn(IMUL);
        GeneratedClass.push(method, each.offset());
        method.visitInsn(IADD);
        if (each.step() == 0) {
            read(each.array());
            places[input] = storeDouble();
        } else {
            places[input] = storeInt();
        }
    }

    /** For each sum of columns a variable with what is added to the index of an entry. */
    private int[] columnSums(int row) {
        int[] variables = new int[shape.sums().size()];
        for (int sum = 0; sum < variables.length; sum++) {
            if (!shape.sums().get(sum).rows()) {
                offset(sum);
                method.visitVarInsn(ILOAD, row);
                GeneratedClass.push(method, shape.columns());
                method.visitInsn(IMUL);
                method.visitInsn(ISUB);
                variables[sum] = storeInt();
            }
        }
        return variables;
    }

    private void offset(int sum) {
        method.visitVarInsn(ALOAD, OFFSETS);
        GeneratedClass.push(method, sum);
        method.visitInsn(IALOAD);
    }

    private void summedRow(int row, int end, int[] columns) {
        List<LoopShape.Sum> sums = rowSums();
        int fours = free++;
        int first = free;
        method.visitVarInsn(ILOAD, end);
        method.visitVarInsn(ILOAD, INDEX);
        method.visitInsn(ISUB);
        GeneratedClass.push(method, ~3);
        method.visitInsn(IAND);
        method.visitVarInsn(ILOAD, INDEX);
        method.visitInsn(IADD);
        method.visitVarInsn(ISTORE, fours);
        for (int i = 0; i < 4 * sums.size(); i++) {
            method.visitInsn(DCONST_0);
            storeDouble();
        }
        entries(fours, columns, piece -> {
            for (int sum = 0; sum < sums.size(); sum++) {
                int partial = first + 8 * sum;
                method.visitVarInsn(DLOAD, partial);
                piece.load(sums.get(sum).value());
                method.visitInsn(DADD);
                for (int i = 0; i < 3; i++) {
                    method.visitVarInsn(DLOAD, partial + 2 * (i + 1));
                    method.visitVarInsn(DSTORE, partial + 2 * i);
                }
                method.visitVarInsn(DSTORE, partial + 6);
            }
        });
        for (int sum = 0; sum < sums.size(); sum++) {
            int partial = first + 8 * sum;
            for (int i = 0; i < 4; i++) {
                method.visitVarInsn(DLOAD, partial + 2 * i);
                if (i % 2 == 1) {
                    method.visitInsn(DADD);
                }
            }
            method.visitInsn(DADD);
            method.visitVarInsn(DSTORE, partial);
        }
        entries(end, columns, piece -> {
            for (int sum = 0; sum < sums.size(); sum++) {
                method.visitVarInsn(DLOAD, first + 8 * sum);
                piece.load(sums.get(sum).value());
                method.visitInsn(DADD);
                method.visitVarInsn(DSTORE, first + 8 * sum);
            }
        });
        for (int sum = 0; sum < sums.size(); sum++) {
            LoopShape.Sum each = sums.get(sum);
            method.visitVarInsn(ALOAD, FIRST_ARRAY + each.array());
            offset(shape.sums().indexOf(each));
            method.visitVarInsn(ILOAD, row);
            method.visitInsn(IADD);
            method.visitInsn(DUP2);
            method.visitInsn(DALOAD);
            method.visitVarInsn(DLOAD, first + 8 * sum);
            method.visitInsn(DADD);
            method.visitInsn(DASTORE);
        }
    }

    /** The loop over entries up to the one in a variable. */
    private void entries(int end, int[] columns, Ending ending) {
        until(end, () -> entry(columns, ending));
    }

    private void entry(int[] columns, Ending ending) {
        CodePiece piece = CodePiece.only(target, order, method, this::input, free);
        piece.compute();
        piece.keep(shape.wanted());
        for (LoopShape.Output each : shape.outputs()) {
            method.visitVarInsn(ALOAD, FIRST_ARRAY + each.array());
            method.visitVarInsn(ILOAD, INDEX);
            piece.load(each.value());
            if (shape.isNarrow(each.array())) {
                method.visitInsn(D2F);
                method.visitInsn(FASTORE);
            } else {
                method.visitInsn(DASTORE);
            }
        }
        for (int sum = 0; sum < columns.length; sum++) {
            LoopShape.Sum each = shape.sums().get(sum);
            if (!each.rows()) {
                method.visitVarInsn(ALOAD, FIRST_ARRAY + each.array());
                method.visitVarInsn(ILOAD, columns[sum]);
                method.visitVarInsn(ILOAD, INDEX);
                method.visitInsn(IADD);
                method.visitInsn(DUP2);
                method.visitInsn(DALOAD);
                piece.load(each.value());
                method.visitInsn(DADD);
                method.visitInsn(DASTORE);
            }
        }
        ending.write(piece);
        method.visitIincInsn(INDEX, 1);
    }

    private boolean input(MethodVisitor unused, int input) {
        LoopShape.Input each = shape.inputs().get(input);
        if (each.array() < 0 || (!each.isWhole() && each.step() == 0)) {
            method.visitVarInsn(DLOAD, places[input]);
            return false;
        }
        method.visitVarInsn(ALOAD, FIRST_ARRAY + each.array());
        method.visitVarInsn(ILOAD, INDEX);
        if (!each.isWhole()) {
            if (each.step() != 1) {
                GeneratedClass.push(method, each.step());
                method.visitInsn(IMUL);
            }
            method.visitVarInsn(ILOAD, places[input]);
            method.visitInsn(IADD);
        }
        read(each.array());
        return true;
    }

    /** Replaces an array and an index by a number. */
    private void read(int array) {
        if (shape.isNarrow(array)) {
            method.visitInsn(FALOAD);
            method.visitInsn(F2D);
        } else {
            method.visitInsn(DALOAD);
        }
    }
}
