package org.derivata.nn.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.derivata.nn.kernel.StraightLine;
import org.derivata.nn.kernel.StraightLine.Instruction;
import org.derivata.nn.kernel.StraightLine.Operation;

/**
 * How straight-line code becomes methods: which numbers get a variable, the others staying on the operand stack, and which piece of the code each
 * variable is made in. A piece is small enough for HotSpot to compile, which leaves methods of 8,000 bytes and more interpreted.
 */
final class CodeOrder {

    /** Bytes of a piece; its prologue and epilogue come on top. */
    private static final int PIECE = 6000;

    /** Expressions nested deeper, or longer in bytes, get variables within. */
    private static final int DEEPEST = 24;

    private static final int LONGEST = 400;

    /** What loading a number and storing it take at most, in bytes. */
    private static final int LOAD = 8;

    private final List<Instruction> instructions;
    private final int[] outputs;
    private final int[] uses;
    private final boolean[] variable;
    private final int[] piece;
    private final int[] lastPiece;
    private final List<List<Integer>> pieces = new ArrayList<>();
    private int frame;

    /** Bytes of the last piece. */
    private int size;

    CodeOrder(StraightLine code, int... outputs) {
        this.instructions = code.instructions();
        this.outputs = outputs;
        this.uses = uses();
        this.variable = new boolean[uses.length];
        this.piece = new int[uses.length];
        this.lastPiece = new int[uses.length];
        cut(variables());
        findLastPieces();
    }

    private int[] uses() {
        int[] counts = new int[instructions.size()];
        for (int each : outputs) {
            counts[each] += 2;
        }
        for (int i = counts.length - 1; i >= 0; i--) {
            if (counts[i] > 0) {
                for (int operand : instructions.get(i).operands()) {
                    counts[operand]++;
                }
            }
        }
        return counts;
    }

    private static boolean isLeaf(Instruction instruction) {
        return instruction.operation() == Operation.INPUT || instruction.operation() == Operation.CONSTANT;
    }

    /** Chooses the variables; the bytes of each one's expression. */
    private int[] variables() {
        int[] depths = new int[uses.length];
        int[] bytes = new int[uses.length];
        for (int i = 0; i < uses.length; i++) {
            Instruction each = instructions.get(i);
            if (uses[i] == 0 || isLeaf(each)) {
                continue;
            }
            bytes[i] = LOAD;
            for (int operand : each.operands()) {
                boolean nested = !variable[operand] && !isLeaf(instructions.get(operand));
                depths[i] = Math.max(depths[i], nested ? depths[operand] + 1 : 0);
                bytes[i] += nested ? bytes[operand] : LOAD;
            }
            variable[i] = uses[i] > 1 || depths[i] > DEEPEST || bytes[i] > LONGEST;
        }
        return bytes;
    }

    private void cut(int[] bytes) {
        List<Integer> current = new ArrayList<>();
        pieces.add(current);
        for (int i = 0; i < uses.length; i++) {
            if (!variable[i]) {
                continue;
            }
            if (size + bytes[i] > PIECE) {
                current = new ArrayList<>();
                pieces.add(current);
                size = 0;
            }
            current.add(i);
            piece[i] = pieces.size() - 1;
            size += bytes[i] + LOAD;
        }
        if (pieces.size() == 1 && size + outputs.length * 2 * LOAD > PIECE) {
            // the results alone fill a piece: then each is stored where it is made
            pieces.add(new ArrayList<>());
        }
    }

    private void findLastPieces() {
        int[] within = new int[uses.length];
        for (int i = uses.length - 1; i >= 0; i--) {
            if (uses[i] == 0) {
                continue;
            }
            within[i] = variable[i] ? piece[i] : within[i];
            for (int operand : instructions.get(i).operands()) {
                if (variable[operand]) {
                    lastPiece[operand] = Math.max(lastPiece[operand], within[i]);
                } else {
                    within[operand] = within[i];
                }
            }
        }
        for (int each : outputs) {
            lastPiece[each] = pieces.size();
        }
    }

    /** Whether a method can hold the code several times. */
    boolean fits(int copies) {
        return pieces.size() == 1 && copies * (size + outputs.length * 2 * LOAD) <= PIECE;
    }

    /** The numbers that get a variable, piece by piece, in an order in which they can be made. */
    List<List<Integer>> pieces() {
        return pieces;
    }

    /** Whether a number is kept in a variable. */
    boolean isVariable(int value) {
        return variable[value];
    }

    /**
     * A place in the frame for each variable that a later piece reads, the outputs' first; -1 for the others. Places are given anew when their
     * last reader is done.
     */
    int[] places() {
        int[] places = new int[uses.length];
        Arrays.fill(places, -1);
        int next = outputs.length;
        List<Integer> free = new ArrayList<>();
        List<List<Integer>> ending = new ArrayList<>();
        for (int k = 0; k <= pieces.size(); k++) {
            ending.add(new ArrayList<>());
        }
        for (int k = 0; k < pieces.size(); k++) {
            for (int value : pieces.get(k)) {
                if (lastPiece[value] > k) {
                    places[value] = free.isEmpty() ? next++ : free.remove(free.size() - 1);
                    ending.get(lastPiece[value]).add(places[value]);
                }
            }
            free.addAll(ending.get(k));
        }
        frame = next;
        return places;
    }

    /** How many numbers the frame holds, once {@link #places} are given. */
    int frame() {
        return frame;
    }
}
