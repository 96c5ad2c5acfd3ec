package org.derivata.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.derivata.core.diagnostic.DataException;
import org.derivata.core.diagnostic.Diagnostic;

/** A file that a command writes, whole or not at all: what was there stays until the new text is complete. */
final class TextFile {

    private TextFile() {}

    /**
     * Writes a file.
     *
     * @param failure what to tell when it cannot be written
     * @throws DataException when it cannot be written
     */
    static void write(Path file, String text, Diagnostic failure) {
        try {
            Path whole = file.toAbsolutePath();
            // a temporary file of the system's making could be read by nobody else
            Path unfinished = whole.resolveSibling("." + whole.getFileName() + "." + System.nanoTime() + ".part");
            try {
                Files.writeString(unfinished, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
                Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException | UnsupportedOperationException wrong) {
            throw new DataException(
                    failure.help("choose another file with -o; its directory must exist and be writable"));
        }
    }
}
