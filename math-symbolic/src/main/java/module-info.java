import org.jspecify.annotations.NullMarked;

/** Derivatives, rewriting, simplification and the gradient check. */
@NullMarked
module org.derivata.symbolic {
    requires static org.jspecify;
    requires transitive org.derivata.core;

    exports org.derivata.symbolic;
    exports org.derivata.symbolic.canonical;
    exports org.derivata.symbolic.check;
    exports org.derivata.symbolic.derivation;
    exports org.derivata.symbolic.differentiate;
    exports org.derivata.symbolic.rewrite;
    exports org.derivata.symbolic.rules;
    exports org.derivata.symbolic.simplify;
    exports org.derivata.symbolic.stabilize;
}
