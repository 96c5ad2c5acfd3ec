package org.derivata.nn.kernel;

/** Offers faster tiles for {@link BlockedMultiplier}, found by {@link java.util.ServiceLoader}. They must give the same bits. */
public interface TileProvider {

    /** Whether this JVM has what the tiles need. Asked once, before any tile is made. */
    boolean isUsable();

    /** A tile of float64, for one thread at a time. */
    PackedTile<double[]> doubles();

    /** A tile of float32, for one thread at a time. */
    PackedTile<float[]> floats();
}
