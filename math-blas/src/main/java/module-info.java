import org.jspecify.annotations.NullMarked;

/** Matrix products by the system's BLAS. */
@NullMarked
module org.derivata.blas {
    requires static org.jspecify;
    requires dev.ludovic.netlib.blas;
    requires transitive org.derivata.nn;

    exports org.derivata.blas;

    provides org.derivata.nn.kernel.MultiplierProvider with
            org.derivata.blas.SystemBlas;
}
