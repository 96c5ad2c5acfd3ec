package org.derivata.nn.kernel;

/** Offers functions of many numbers at a time, found by {@link java.util.ServiceLoader}. */
public interface FunctionProvider {

    /** Whether this JVM has what the functions need. Asked once, before they are made. */
    boolean isUsable();

    /** @param narrow whether results are rounded to float32, and need be no more exact than within 1e-10 */
    BlockFunctions functions(boolean narrow);
}
