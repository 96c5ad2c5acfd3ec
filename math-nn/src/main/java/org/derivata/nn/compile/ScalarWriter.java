package org.derivata.nn.compile;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_VARARGS;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.DALOAD;
import static org.objectweb.asm.Opcodes.DASTORE;
import static org.objectweb.asm.Opcodes.DLOAD;
import static org.objectweb.asm.Opcodes.DRETURN;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.NEWARRAY;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.T_DOUBLE;

import java.util.function.DoubleUnaryOperator;
import org.derivata.nn.kernel.StraightLine;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** Writes scalar formulas as methods: one for most, and for large ones several that hand numbers on in an array. */
final class ScalarWriter {

    private final GeneratedClass target;
    private final StraightLine code;

    /** Whether the one variable is the method's argument itself, not an array. */
    private final boolean unary;

    private final int variables;

    private ScalarWriter(StraightLine code, Class<?> kind, int variables) {
        this.code = code;
        this.target = new GeneratedClass(code, kind);
        this.unary = kind == DoubleUnaryOperator.class;
        this.variables = variables;
    }

    /** A function of one number. */
    static DoubleUnaryOperator unary(StraightLine code, int output) throws IllegalAccessException {
        ScalarWriter writer = new ScalarWriter(code, DoubleUnaryOperator.class, 1);
        writer.write("applyAsDouble", "(D)D", output);
        return (DoubleUnaryOperator) writer.target.instance();
    }

    /** A function of several. */
    static ScalarFunction function(StraightLine code, int variables, int output) throws IllegalAccessException {
        ScalarWriter writer = new ScalarWriter(code, ScalarFunction.class, variables);
        writer.write("value", "([D)D", output);
        return (ScalarFunction) writer.target.instance();
    }

    /** A function with its gradient: the outputs are its value and each partial derivative. */
    static DifferentiableFunction differentiable(StraightLine code, int variables, int... outputs)
            throws IllegalAccessException {
        ScalarWriter writer = new ScalarWriter(code, DifferentiableFunction.class, variables);
        writer.write("value", "([D)D", outputs[0]);
        writer.write("value", "([D[D)D", outputs);
        return (DifferentiableFunction) writer.target.instance();
    }

    private void write(String name, String descriptor, int... outputs) {
        CodeOrder order = new CodeOrder(code, outputs);
        MethodVisitor method =
                target.method(ACC_PUBLIC | (outputs.length == 1 && !unary ? ACC_VARARGS : 0), name, descriptor);
        int arguments = Type.getArgumentsAndReturnSizes(descriptor) >> 2;
        if (!unary) {
            for (int argument = 1; argument < arguments; argument++) {
                method.visitVarInsn(ALOAD, argument);
                GeneratedClass.push(method, argument == 1 ? variables : outputs.length - 1);
                method.visitMethodInsn(
                        INVOKESTATIC, Type.getInternalName(ScalarInputs.class), "require", "([DI)V", false);
            }
        }
        if (order.pieces().size() == 1) {
            CodePiece only = CodePiece.only(target, order, method, this::input, arguments);
            only.compute();
            finish(only, method, outputs);
            GeneratedClass.end(method, DRETURN);
            return;
        }
        int[] places = order.places();
        GeneratedClass.push(method, order.frame());
        method.visitIntInsn(NEWARRAY, T_DOUBLE);
        method.visitVarInsn(ASTORE, arguments);
        String inner = unary ? "(D[D)V" : "([D[D)V";
        int frame = unary ? 3 : 2;
        for (int k = 0; k < order.pieces().size(); k++) {
            String part = name + outputs.length + "_" + k;
            method.visitVarInsn(ALOAD, 0);
            method.visitVarInsn(unary ? DLOAD : ALOAD, 1);
            method.visitVarInsn(ALOAD, arguments);
            GeneratedClass.callOwn(method, part, inner);
            MethodVisitor body = target.method(ACC_PRIVATE | ACC_FINAL, part, inner);
            CodePiece piece = new CodePiece(target, order, body, this::input, k, frame + 1, places, frame);
            piece.compute();
            GeneratedClass.end(body, RETURN);
        }
        // results that no piece makes, inputs and constants, in pieces of their own
        for (int from = 0; from < outputs.length; from += 256) {
            String part = name + outputs.length + "_results" + from;
            MethodVisitor body = target.method(ACC_PRIVATE | ACC_FINAL, part, inner);
            CodePiece piece = new CodePiece(
                    target, order, body, this::input, order.pieces().size(), frame + 1, places, frame);
            for (int i = from; i < Math.min(outputs.length, from + 256); i++) {
                piece.deliver(outputs[i], i);
            }
            GeneratedClass.end(body, RETURN);
            method.visitVarInsn(ALOAD, 0);
            method.visitVarInsn(unary ? DLOAD : ALOAD, 1);
            method.visitVarInsn(ALOAD, arguments);
            GeneratedClass.callOwn(method, part, inner);
        }
        if (outputs.length > 1) {
            method.visitVarInsn(ALOAD, arguments);
            GeneratedClass.push(method, 1);
            method.visitVarInsn(ALOAD, 2);
            GeneratedClass.push(method, 0);
            GeneratedClass.push(method, outputs.length - 1);
            method.visitMethodInsn(
                    INVOKESTATIC, "java/lang/System", "arraycopy", "(Ljava/lang/Object;ILjava/lang/Object;II)V", false);
        }
        method.visitVarInsn(ALOAD, arguments);
        GeneratedClass.push(method, 0);
        method.visitInsn(DALOAD);
        GeneratedClass.end(method, DRETURN);
    }

    private boolean input(MethodVisitor method, int input) {
        if (unary) {
            method.visitVarInsn(DLOAD, 1);
            return false;
        }
        method.visitVarInsn(ALOAD, 1);
        GeneratedClass.push(method, input);
        method.visitInsn(DALOAD);
        return true;
    }

    /** Leaves the value on the stack and the partial derivatives in the array of the second argument, which may be the first. */
    private static void finish(CodePiece piece, MethodVisitor method, int[] outputs) {
        piece.keep(outputs);
        for (int i = 1; i < outputs.length; i++) {
            method.visitVarInsn(ALOAD, 2);
            GeneratedClass.push(method, i - 1);
            piece.load(outputs[i]);
            method.visitInsn(DASTORE);
        }
        piece.load(outputs[0]);
    }
}
