import org.jspecify.annotations.NullMarked;

/** The language: text to expression and back, shapes, operators, diagnostics. */
@NullMarked
module org.derivata.core {
    requires static org.jspecify;
    requires org.antlr.antlr4.runtime;
    requires org.apache.commons.numbers.gamma;

    exports org.derivata.core.array;
    exports org.derivata.core.diagnostic;
    exports org.derivata.core.evaluate;
    exports org.derivata.core.expr;
    exports org.derivata.core.language;
    exports org.derivata.core.notation;
    exports org.derivata.core.operator;
    exports org.derivata.core.print;
    exports org.derivata.core.shape;
    exports org.derivata.core.surface;
}
