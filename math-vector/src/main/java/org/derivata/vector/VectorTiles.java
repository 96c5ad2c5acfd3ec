package org.derivata.vector;

import org.derivata.nn.kernel.PackedTile;
import org.derivata.nn.kernel.TileProvider;

/** Offers tiles by the Vector API where the JVM was started with {@code --add-modules jdk.incubator.vector}. */
public final class VectorTiles implements TileProvider {

    @Override
    public boolean isUsable() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    @Override
    public PackedTile<double[]> doubles() {
        return new VectorDoubleTile();
    }

    @Override
    public PackedTile<float[]> floats() {
        return new VectorFloatTile();
    }
}
