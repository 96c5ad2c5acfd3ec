package org.derivata.nn.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Straight-line code on float64 numbers: each instruction makes one number from numbers made before. Equal instructions are one, constants are
 * folded by the operations themselves, and nothing else is rearranged, so that the code computes the bits of the operations it was made of.
 *
 * <p>Grows while it is built; not changed afterwards.
 */
public final class StraightLine {

    /** What an instruction does. */
    public enum Operation {
        /** The input of the number {@code a}. */
        INPUT,
        /** The constant of the number {@code a}. */
        CONSTANT,
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        NEGATE,
        /** A call of {@code callee}. */
        CALL
    }

    /**
     * One instruction. Operands it does not have are -1.
     *
     * @param callee the number of the function that is called
     */
    public record Instruction(Operation operation, int callee, int a, int b, int c) {

        /** The numbers it reads. */
        public int[] operands() {
            if (operation == Operation.INPUT || operation == Operation.CONSTANT) {
                return new int[0];
            }
            return b < 0 ? new int[] {a} : c < 0 ? new int[] {a, b} : new int[] {a, b, c};
        }
    }

    private static final int NONE = -1;

    /** Of longer chains nobody asks for both signs. */
    private static final int CHAIN = 32;

    private final List<Instruction> instructions = new ArrayList<>();
    private final Map<Instruction, Integer> known = new HashMap<>();
    private final List<Double> constants = new ArrayList<>();
    private final Map<Long, Integer> constantNumbers = new HashMap<>();
    private final List<Callee> callees = new ArrayList<>();
    private final Map<Callee, Integer> calleeNumbers = new HashMap<>();

    public List<Instruction> instructions() {
        return instructions;
    }

    /** The value of a constant instruction. */
    public double constant(Instruction instruction) {
        return constants.get(instruction.a);
    }

    /** The functions that are called, by their numbers. */
    public List<Callee> callees() {
        return callees;
    }

    private int add(Operation operation, int callee, int a, int b, int c) {
        Instruction made = new Instruction(operation, callee, a, b, c);
        Integer old = known.putIfAbsent(made, instructions.size());
        if (old != null) {
            return old;
        }
        instructions.add(made);
        return instructions.size() - 1;
    }

    public int input(int number) {
        return add(Operation.INPUT, -1, number, -1, -1);
    }

    public int constant(double value) {
        int number = constantNumbers.computeIfAbsent(Double.doubleToRawLongBits(value), bits -> {
            constants.add(value);
            return constants.size() - 1;
        });
        return add(Operation.CONSTANT, -1, number, -1, -1);
    }

    private boolean isConstant(int value) {
        return instructions.get(value).operation == Operation.CONSTANT;
    }

    private boolean isConstant(int value, double number) {
        return isConstant(value) && valueOf(value) == number;
    }

    private double valueOf(int constant) {
        return constants.get(instructions.get(constant).a);
    }

    public int add(int a, int b) {
        if (isConstant(a) && isConstant(b)) {
            return constant(valueOf(a) + valueOf(b));
        }
        return add(Operation.ADD, -1, Math.min(a, b), Math.max(a, b), -1);
    }

    public int subtract(int a, int b) {
        if (isConstant(a) && isConstant(b)) {
            return constant(valueOf(a) - valueOf(b));
        }
        return add(Operation.SUBTRACT, -1, a, b, -1);
    }

    /** A product; one by 1 or -1 is none, which is the same to the bit. */
    public int multiply(int a, int b) {
        if (isConstant(a) && isConstant(b)) {
            return constant(valueOf(a) * valueOf(b));
        }
        for (int i = 0; i < 2; i++) {
            int factor = i == 0 ? a : b;
            int other = i == 0 ? b : a;
            if (isConstant(factor, 1)) {
                return other;
            }
            if (isConstant(factor, -1)) {
                return negate(other);
            }
        }
        return add(Operation.MULTIPLY, -1, Math.min(a, b), Math.max(a, b), -1);
    }

    public int divide(int a, int b) {
        if (isConstant(a) && isConstant(b)) {
            return constant(valueOf(a) / valueOf(b));
        }
        return isConstant(b, 1) ? a : add(Operation.DIVIDE, -1, a, b, -1);
    }

    public int negate(int a) {
        if (isConstant(a)) {
            return constant(-valueOf(a));
        }
        Instruction made = instructions.get(a);
        return made.operation == Operation.NEGATE ? made.a : add(Operation.NEGATE, -1, a, -1, -1);
    }

    /**
     * A number made before that is the negative of another one, except perhaps for the sign of zero; {@link #NONE} where none is found. Sums and
     * differences are looked through along the operand made last, as chains are built.
     */
    private int opposite(int value, int depth) {
        if (depth == 0) {
            return NONE;
        }
        Instruction made = instructions.get(value);
        int late = Math.max(made.a, made.b);
        int early = Math.min(made.a, made.b);
        return switch (made.operation) {
            case CONSTANT -> {
                Integer number = constantNumbers.get(Double.doubleToRawLongBits(-valueOf(value)));
                yield number == null ? NONE : find(Operation.CONSTANT, number, NONE);
            }
            case NEGATE -> made.a;
            case ADD -> {
                int lateOpposite = opposite(late, depth - 1);
                int both = find(Operation.ADD, lateOpposite, shallowOpposite(early));
                int one = both == NONE ? find(Operation.SUBTRACT, lateOpposite, early) : both;
                yield one == NONE ? find(Operation.SUBTRACT, shallowOpposite(early), late) : one;
            }
            case SUBTRACT -> {
                int turned = find(Operation.SUBTRACT, made.b, made.a);
                yield turned == NONE ? find(Operation.ADD, opposite(made.a, depth - 1), made.b) : turned;
            }
            case MULTIPLY -> {
                int one = find(Operation.MULTIPLY, opposite(late, depth - 1), early);
                yield one == NONE ? find(Operation.MULTIPLY, shallowOpposite(early), late) : one;
            }
            default -> find(Operation.NEGATE, value, NONE);
        };
    }

    private int shallowOpposite(int value) {
        Operation operation = instructions.get(value).operation;
        boolean shallow = operation == Operation.CONSTANT || operation == Operation.NEGATE;
        return shallow ? opposite(value, 1) : find(Operation.NEGATE, value, NONE);
    }

    /** The instruction that does something to numbers made before, {@link #NONE} where none does or an operand is missing. */
    private int find(Operation operation, int a, int b) {
        boolean commutes = operation == Operation.ADD || operation == Operation.MULTIPLY;
        boolean isComplete =
                a != NONE && (b != NONE || operation == Operation.NEGATE || operation == Operation.CONSTANT);
        Instruction wanted = commutes
                ? new Instruction(operation, NONE, Math.min(a, b), Math.max(a, b), NONE)
                : new Instruction(operation, NONE, a, b, NONE);
        return isComplete ? known.getOrDefault(wanted, NONE) : NONE;
    }

    private int find(Callee callee, int a) {
        Integer number = calleeNumbers.get(callee);
        return number == null || a == NONE
                ? NONE
                : known.getOrDefault(new Instruction(Operation.CALL, number, a, NONE, NONE), NONE);
    }

    /** A number or its negative, whichever was made first. */
    private int earlier(int a) {
        int other = opposite(a, CHAIN);
        return other == NONE ? a : Math.min(a, other);
    }

    /** A call of a function; where {@code exp(-abs(a))} is known, {@code exp(a)} is computed only for positive numbers. */
    public int call(Callee callee, int... operands) {
        int a = operands[0];
        if (callee.equals(Callee.ABS)) {
            a = earlier(a);
        }
        if (callee.equals(Callee.EXP)) {
            int decay = find(Callee.EXP, find(Operation.NEGATE, find(Callee.ABS, earlier(a)), NONE));
            if (decay != NONE) {
                return call(Callee.EXP_OR_DECAY, a, decay);
            }
        }
        if (Arrays.stream(operands).allMatch(this::isConstant)) {
            double[] values = Arrays.copyOf(
                    Arrays.stream(operands).mapToDouble(this::valueOf).toArray(), 3);
            return constant(callee.function().applyAsDouble(values[0], values[1], values[2]));
        }
        int number = calleeNumbers.computeIfAbsent(callee, unused -> {
            callees.add(callee);
            return callees.size() - 1;
        });
        return add(
                Operation.CALL,
                number,
                a,
                operands.length > 1 ? operands[1] : -1,
                operands.length > 2 ? operands[2] : -1);
    }

    /** A positive integer power by squaring, as the reference squares. */
    public int power(int base, int exponent) {
        int result = -1;
        int square = base;
        for (int n = exponent; n > 0; n >>= 1) {
            if ((n & 1) == 1) {
                result = result < 0 ? square : multiply(result, square);
            }
            square = n > 1 ? multiply(square, square) : square;
        }
        return result;
    }

    /**
     * Computes on numbers directly: what generated code does, one instruction after another.
     *
     * @param inputs the inputs by number
     * @param values receives the number of each instruction
     */
    public void run(double[] inputs, double[] values) {
        for (int i = 0; i < values.length; i++) {
            Instruction each = instructions.get(i);
            values[i] = switch (each.operation) {
                case INPUT -> inputs[each.a];
                case CONSTANT -> constants.get(each.a);
                case ADD -> values[each.a] + values[each.b];
                case SUBTRACT -> values[each.a] - values[each.b];
                case MULTIPLY -> values[each.a] * values[each.b];
                case DIVIDE -> values[each.a] / values[each.b];
                case NEGATE -> -values[each.a];
                case CALL ->
                    callees.get(each.callee)
                            .function()
                            .applyAsDouble(
                                    values[each.a], each.b < 0 ? 0 : values[each.b], each.c < 0 ? 0 : values[each.c]);
            };
        }
    }
}
