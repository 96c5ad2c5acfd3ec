package org.derivata.nn.compile;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.DALOAD;
import static org.objectweb.asm.Opcodes.DASTORE;
import static org.objectweb.asm.Opcodes.DLOAD;
import static org.objectweb.asm.Opcodes.DSTORE;
import static org.objectweb.asm.Opcodes.DUP2;
import static org.objectweb.asm.Opcodes.POP2;

import java.util.HashMap;
import java.util.Map;
import org.derivata.nn.kernel.StraightLine;
import org.derivata.nn.kernel.StraightLine.Instruction;
import org.derivata.nn.kernel.StraightLine.Operation;
import org.objectweb.asm.MethodVisitor;

/** One method's share of straight-line code. */
final class CodePiece {

    /** How code reads its inputs. */
    @FunctionalInterface
    interface Inputs {
        /** Puts an input on the stack; whether it is worth a variable, so that it is read once. */
        boolean load(MethodVisitor method, int input);
    }

    private final GeneratedClass target;
    private final StraightLine code;
    private final CodeOrder order;
    private final MethodVisitor method;
    private final Inputs inputs;
    private final int number;
    private final int[] places;
    private final int frame;
    private final Map<Integer, Integer> locals = new HashMap<>();
    private int free;

    /**
     * @param number which piece of the order
     * @param free the first free variable of the method
     * @param places where numbers stand that pieces hand on
     * @param frame the variable with the array in which they are handed on
     */
    CodePiece(
            GeneratedClass target,
            CodeOrder order,
            MethodVisitor method,
            Inputs inputs,
            int number,
            int free,
            int[] places,
            int frame) {
        this.target = target;
        this.code = target.code();
        this.order = order;
        this.method = method;
        this.inputs = inputs;
        this.number = number;
        this.free = free;
        this.places = places;
        this.frame = frame;
    }

    /** The only piece of code that is one method. */
    static CodePiece only(GeneratedClass target, CodeOrder order, MethodVisitor method, Inputs inputs, int free) {
        return new CodePiece(target, order, method, inputs, 0, free, new int[0], -1);
    }

    void compute() {
        for (int value : order.pieces().get(number)) {
            expression(value);
            store(value);
            if (places.length > 0 && places[value] >= 0) {
                deliver(value, places[value]);
            }
        }
    }

    private void store(int value) {
        method.visitVarInsn(DSTORE, free);
        locals.put(value, free);
        free += 2;
    }

    /** Puts a number on the stack. */
    void load(int value) {
        Instruction each = code.instructions().get(value);
        Integer local = locals.get(value);
        if (local != null) {
            method.visitVarInsn(DLOAD, local);
        } else if (each.operation() == Operation.CONSTANT) {
            target.constant(method, code.constant(each));
        } else if (each.operation() == Operation.INPUT) {
            if (inputs.load(method, each.a())) {
                method.visitInsn(DUP2);
                store(value);
            }
        } else if (order.isVariable(value)) {
            method.visitVarInsn(ALOAD, frame);
            GeneratedClass.push(method, places[value]);
            method.visitInsn(DALOAD);
        } else {
            expression(value);
        }
    }

    /** Computes a number; nested no deeper than {@link CodeOrder} allows. */
    private void expression(int value) {
        Instruction each = code.instructions().get(value);
        if (each.operation() == Operation.CALL) {
            target.beforeCall(method, each.callee());
        }
        for (int operand : each.operands()) {
            load(operand);
        }
        if (each.operation() == Operation.CALL) {
            target.call(method, each.callee());
        } else {
            method.visitInsn(GeneratedClass.opcode(each.operation()));
        }
    }

    /** Sees to it that numbers are in variables: results may be written over what they are computed from. */
    void keep(int... values) {
        for (int value : values) {
            if (locals.containsKey(value)) {
                continue;
            }
            load(value);
            if (locals.containsKey(value)) {
                method.visitInsn(POP2);
            } else {
                store(value);
            }
        }
    }

    /** Puts a number into a place of the frame. */
    void deliver(int value, int place) {
        method.visitVarInsn(ALOAD, frame);
        GeneratedClass.push(method, place);
        load(value);
        method.visitInsn(DASTORE);
    }
}
