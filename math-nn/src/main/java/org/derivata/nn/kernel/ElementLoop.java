package org.derivata.nn.kernel;

/**
 * One elementwise operation on a block: {@code out[i] = f(a[i], b[i], c[i])} for {@code i} from 0 to {@code count}.
 *
 * <p>All arrays are read and written at one shared index from 0, because HotSpot vectorises nothing else. {@code out}
 * may be the array of an operand. Operands that the operation does not have may be any array.
 */
@FunctionalInterface
public interface ElementLoop {

    void run(int count, double[] out, double[] a, double[] b, double[] c);
}
