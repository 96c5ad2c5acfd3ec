import org.jspecify.annotations.NullMarked;

/** The math command. */
@NullMarked
module org.derivata.cli {
    requires static org.jspecify;
    requires org.derivata.nn;
    requires info.picocli;
    requires com.fasterxml.jackson.databind;
    requires java.logging;
    requires org.jline.reader;
    requires org.jline.terminal;

    opens org.derivata.cli to
            info.picocli;
}
