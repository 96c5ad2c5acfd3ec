package org.derivata.nn.checkpoint;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.DataException;
import org.derivata.core.diagnostic.Diagnostic;

/**
 * Named arrays and a few words about them, kept in a safetensors file (https://github.com/huggingface/safetensors).
 *
 * <p>Numbers survive bit for bit, NaN payloads included. A file is written beside its target, forced to disk and
 * renamed over it, so a crash leaves the old file or the new one. A SHA-256 of the numbers is kept in the metadata and
 * checked on reading; files of other programs have none and are read without.
 *
 * <p>Reading trusts nothing in the file: whatever is wrong is a {@link DataException}. Codes:
 * {@code checkpoint.missing_file}, {@code checkpoint.unreadable}, {@code checkpoint.unwritable},
 * {@code checkpoint.not_a_checkpoint}, {@code checkpoint.truncated}, {@code checkpoint.header},
 * {@code checkpoint.header_too_large}, {@code checkpoint.dtype}, {@code checkpoint.offsets},
 * {@code checkpoint.checksum}, {@code checkpoint.too_large}, {@code checkpoint.name},
 * {@code checkpoint.missing_tensor}.
 */
public final class Checkpoint {

    /** The metadata key under which the checksum is kept; not shown by {@link #metadata()}. */
    static final String CHECKSUM = "derivata.sha256";

    /** The name that the format keeps for itself. */
    static final String METADATA = "__metadata__";

    private final Map<String, Array> tensors;
    private final Map<String, String> metadata;

    /**
     * Arrays by name, in order, not copied, and any words to keep with them.
     *
     * @throws DataException {@code checkpoint.name} for a name that the format keeps for itself
     */
    public Checkpoint(Map<String, Array> tensors, Map<String, String> metadata) {
        refuse(tensors, METADATA);
        refuse(metadata, CHECKSUM);
        this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    private static void refuse(Map<String, ?> names, String reserved) {
        if (names.containsKey(reserved)) {
            throw new DataException(
                    Diagnostic.of("checkpoint.name", "the name '" + reserved + "' is taken by the file format")
                            .help("choose another name"));
        }
    }

    /** The arrays, in the order of the file. */
    public Map<String, Array> tensors() {
        return tensors;
    }

    /** The words kept with the arrays. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /**
     * One array.
     *
     * @throws DataException {@code checkpoint.missing_tensor}
     */
    public Array tensor(String name) {
        Array found = tensors.get(name);
        if (found == null) {
            throw new DataException(Diagnostic.of("checkpoint.missing_tensor", "the checkpoint holds no '" + name + "'")
                    .help("it holds " + tensors.keySet().stream().limit(10).toList()));
        }
        return found;
    }

    /**
     * Writes a file, replacing an old one in a single step.
     *
     * @throws DataException {@code checkpoint.unwritable}; an old file is then as it was
     */
    public void write(Path file) {
        SafetensorsWriter.write(this, file);
    }

    /**
     * Reads a file; float32 tensors are widened.
     *
     * @throws DataException with one of the codes above
     */
    public static Checkpoint read(Path file) {
        return SafetensorsReader.read(file);
    }
}
