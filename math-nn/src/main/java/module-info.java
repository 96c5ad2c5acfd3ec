import org.jspecify.annotations.NullMarked;

/** Compiler to ojAlgo matrices, models, losses, optimizers, training and data. */
@NullMarked
module org.derivata.nn {
    requires static org.jspecify;
    requires transitive org.derivata.symbolic;
    requires transitive ojalgo;
    requires de.siegmar.fastcsv;

    exports org.derivata.nn.compile;
}
