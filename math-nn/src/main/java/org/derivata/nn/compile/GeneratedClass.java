package org.derivata.nn.compile;

import static org.objectweb.asm.Opcodes.AALOAD;
import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.BIPUSH;
import static org.objectweb.asm.Opcodes.DADD;
import static org.objectweb.asm.Opcodes.DALOAD;
import static org.objectweb.asm.Opcodes.DCONST_0;
import static org.objectweb.asm.Opcodes.DDIV;
import static org.objectweb.asm.Opcodes.DMUL;
import static org.objectweb.asm.Opcodes.DNEG;
import static org.objectweb.asm.Opcodes.DSUB;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.PUTFIELD;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.SIPUSH;
import static org.objectweb.asm.Opcodes.V11;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import org.derivata.core.operator.Operator.DoubleTernaryOperator;
import org.derivata.nn.kernel.Callee;
import org.derivata.nn.kernel.StraightLine;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * A hidden class that runs straight-line code: unloaded with its last instance. Functions that have no name are handed to it in an array, and so
 * are constants beyond those that fit into a class.
 */
final class GeneratedClass {

    private static final String NAME = "org/derivata/nn/compile/Generated";
    private static final String CALLEE = Type.getInternalName(DoubleTernaryOperator.class);

    /** A class holds some 32,000 numbers beside its names. */
    private static final int CONSTANTS = 10_000;

    /** Some fifty milliseconds' work, which a class costs until HotSpot has compiled it. */
    private static final long PATIENCE = 150_000_000;

    private final ClassWriter writer;
    private final StraightLine code;
    private final Map<Double, Integer> constants = new HashMap<>();

    /**
     * @param kind the interface or the class that the generated one is to be
     */
    GeneratedClass(StraightLine code, Class<?> kind) {
        this.code = code;
        this.writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        boolean isInterface = kind.isInterface();
        String parent = isInterface ? "java/lang/Object" : Type.getInternalName(kind);
        writer.visit(
                V11,
                ACC_FINAL | ACC_SUPER,
                NAME,
                null,
                parent,
                isInterface ? new String[] {Type.getInternalName(kind)} : new String[0]);
        writer.visitField(ACC_PRIVATE | ACC_FINAL, "callees", "[L" + CALLEE + ";", null, null);
        writer.visitField(ACC_PRIVATE | ACC_FINAL, "constants", "[D", null, null);
        MethodVisitor constructor = writer.visitMethod(0, "<init>", "([L" + CALLEE + ";[D)V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(ALOAD, 0);
        constructor.visitMethodInsn(INVOKESPECIAL, parent, "<init>", "()V", false);
        constructor.visitVarInsn(ALOAD, 0);
        constructor.visitVarInsn(ALOAD, 1);
        constructor.visitFieldInsn(PUTFIELD, NAME, "callees", "[L" + CALLEE + ";");
        constructor.visitVarInsn(ALOAD, 0);
        constructor.visitVarInsn(ALOAD, 2);
        constructor.visitFieldInsn(PUTFIELD, NAME, "constants", "[D");
        constructor.visitInsn(RETURN);
        constructor.visitMaxs(0, 0);
        constructor.visitEnd();
    }

    StraightLine code() {
        return code;
    }

    /** A new method, its code begun. */
    MethodVisitor method(int access, String name, String descriptor) {
        MethodVisitor method = writer.visitMethod(access, name, descriptor, null, null);
        method.visitCode();
        return method;
    }

    static void end(MethodVisitor method, int opcode) {
        method.visitInsn(opcode);
        method.visitMaxs(0, 0);
        method.visitEnd();
    }

    static void push(MethodVisitor method, int number) {
        if (number >= -1 && number <= 5) {
            method.visitInsn(ICONST_0 + number);
        } else if (number == (byte) number) {
            method.visitIntInsn(BIPUSH, number);
        } else if (number == (short) number) {
            method.visitIntInsn(SIPUSH, number);
        } else {
            method.visitLdcInsn(number);
        }
    }

    /** Calls another method of this class. */
    static void callOwn(MethodVisitor method, String name, String descriptor) {
        method.visitMethodInsn(INVOKEVIRTUAL, NAME, name, descriptor, false);
    }

    void constant(MethodVisitor method, double value) {
        if (Double.doubleToRawLongBits(value) == 0) {
            method.visitInsn(DCONST_0);
            return;
        }
        int number = constants.computeIfAbsent(value, unused -> constants.size());
        if (number < CONSTANTS) {
            method.visitLdcInsn(value);
        } else {
            method.visitVarInsn(ALOAD, 0);
            method.visitFieldInsn(GETFIELD, NAME, "constants", "[D");
            push(method, number);
            method.visitInsn(DALOAD);
        }
    }

    /** What must be on the stack below the operands of a call. */
    void beforeCall(MethodVisitor method, int callee) {
        if (!code.callees().get(callee).isNamed()) {
            method.visitVarInsn(ALOAD, 0);
            method.visitFieldInsn(GETFIELD, NAME, "callees", "[L" + CALLEE + ";");
            push(method, callee);
            method.visitInsn(AALOAD);
        }
    }

    void call(MethodVisitor method, int number) {
        Callee callee = code.callees().get(number);
        if (callee.isNamed()) {
            method.visitMethodInsn(INVOKESTATIC, callee.owner(), callee.method(), callee.descriptor(), false);
            return;
        }
        for (int i = callee.arity(); i < 3; i++) {
            method.visitInsn(DCONST_0);
        }
        method.visitMethodInsn(INVOKEINTERFACE, CALLEE, "applyAsDouble", "(DDD)D", true);
    }

    /**
     * An instance.
     *
     * @throws IllegalAccessException where hidden classes cannot be defined
     * @throws UnsupportedOperationException the same, in a native image
     */
    Object instance() throws IllegalAccessException {
        double[] numbers = new double[constants.size()];
        constants.forEach((value, number) -> numbers[number] = value);
        DoubleTernaryOperator[] functions =
                code.callees().stream().map(Callee::function).toArray(DoubleTernaryOperator[]::new);
        writer.visitEnd();
        MethodHandles.Lookup hidden = MethodHandles.lookup().defineHiddenClass(writer.toByteArray(), true);
        try {
            MethodHandle constructor = hidden.findConstructor(
                    hidden.lookupClass(),
                    MethodType.methodType(void.class, DoubleTernaryOperator[].class, double[].class));
            return constructor.invoke(functions, numbers);
        } catch (IllegalAccessException | RuntimeException | Error problem) {
            throw problem;
        } catch (Throwable problem) {
            throw new IllegalStateException(problem);
        }
    }

    /** How a class is written; it may turn out that none can be defined. */
    @FunctionalInterface
    interface Writing<T> {
        T write() throws IllegalAccessException;
    }

    /** What was written, or what serves instead: in a native image and wherever no class can be defined, and with {@code -Dderivata.codegen=off}. */
    static <T> T orElse(Writing<? extends T> writing, T interpreted) {
        boolean isNativeImage = System.getProperty("org.graalvm.nativeimage.imagecode") != null;
        if (isNativeImage || "off".equals(System.getProperty("derivata.codegen"))) {
            return interpreted;
        }
        try {
            return writing.write();
        } catch (IllegalAccessException | UnsupportedOperationException | LinkageError unavailable) {
            return interpreted;
        }
    }

    /**
     * How many operations on numbers a region interprets before it has a class of its own: with {@code -Dderivata.codegen=always} none, with
     * {@code off} all.
     */
    static long patience() {
        return switch (System.getProperty("derivata.codegen", "")) {
            case "always", "loops" -> 0;
            case "off" -> Long.MAX_VALUE;
            default -> PATIENCE;
        };
    }

    /** The same for steps on few numbers, which {@code -Dderivata.codegen=loops} leaves to themselves. */
    static long stepPatience() {
        return "loops".equals(System.getProperty("derivata.codegen")) ? Long.MAX_VALUE : patience();
    }

    /** The machine's instruction for an arithmetic operation. */
    static int opcode(StraightLine.Operation operation) {
        return switch (operation) {
            case ADD -> DADD;
            case SUBTRACT -> DSUB;
            case MULTIPLY -> DMUL;
            case DIVIDE -> DDIV;
            case NEGATE -> DNEG;
            case INPUT, CONSTANT, CALL -> throw new IllegalArgumentException(operation + " is no arithmetic");
        };
    }
}
