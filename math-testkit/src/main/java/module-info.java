import org.jspecify.annotations.NullMarked;

/** Assertions on gradients, and the contracts that operators and rules keep. */
@NullMarked
module org.derivata.testkit {
    requires static org.jspecify;
    requires transitive org.derivata.symbolic;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires org.junit.jupiter.params;

    exports org.derivata.testkit;
}
