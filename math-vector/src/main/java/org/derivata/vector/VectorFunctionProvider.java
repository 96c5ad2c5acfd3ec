package org.derivata.vector;

import org.derivata.nn.kernel.BlockFunctions;
import org.derivata.nn.kernel.FunctionProvider;

/**
 * Offers functions by the Vector API where the JVM was started with {@code --add-modules jdk.incubator.vector}. Names none of its classes, which a JVM
 * without it lacks.
 */
public final class VectorFunctionProvider implements FunctionProvider {

    @Override
    public boolean isUsable() {
        return new VectorTiles().isUsable()
                && System.getProperty("os.arch").equals("amd64")
                && VectorFunctions.areWide();
    }

    @Override
    public BlockFunctions functions(boolean narrow) {
        return new VectorFunctions(narrow);
    }
}
