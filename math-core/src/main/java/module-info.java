import org.jspecify.annotations.NullMarked;

/** The language: text to expression and back, shapes, operators, diagnostics. */
@NullMarked
module org.derivata.core {
    requires static org.jspecify;
    requires org.antlr.antlr4.runtime;
    requires org.apache.commons.numbers.gamma;

    exports org.derivata.core.diagnostic;
}
