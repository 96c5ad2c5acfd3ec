import org.jspecify.annotations.NullMarked;

/** Matrix products and functions by the Vector API. */
@NullMarked
module org.derivata.vector {
    requires static jdk.incubator.vector;
    requires static org.jspecify;
    requires transitive org.derivata.nn;

    exports org.derivata.vector;

    provides org.derivata.nn.kernel.FunctionProvider with
            org.derivata.vector.VectorFunctionProvider;
    provides org.derivata.nn.kernel.TileProvider with
            org.derivata.vector.VectorTiles;
}
