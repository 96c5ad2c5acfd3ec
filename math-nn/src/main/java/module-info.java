import org.jspecify.annotations.NullMarked;

/** Compiler to ojAlgo matrices, models, losses, optimizers, training and data. */
@NullMarked
module org.derivata.nn {
    requires static org.jspecify;
    requires transitive org.derivata.symbolic;
    requires transitive ojalgo;
    requires com.fasterxml.jackson.core;
    requires de.siegmar.fastcsv;
    requires org.objectweb.asm;

    uses org.derivata.nn.kernel.FunctionProvider;
    uses org.derivata.nn.kernel.MultiplierProvider;
    uses org.derivata.nn.kernel.TileProvider;

    exports org.derivata.nn.checkpoint;
    exports org.derivata.nn.compile;
    exports org.derivata.nn.data;
    exports org.derivata.nn.interop;
    exports org.derivata.nn.kernel;
    exports org.derivata.nn.metric;
    exports org.derivata.nn.model;
    exports org.derivata.nn.optimizer;
    exports org.derivata.nn.training;
}
