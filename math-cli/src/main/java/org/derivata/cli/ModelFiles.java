package org.derivata.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.derivata.core.diagnostic.DataException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.MathException;
import org.derivata.nn.checkpoint.Checkpoint;

/** The files that go with a model file by their names. */
final class ModelFiles {

    /** In the metadata of every checkpoint that holds a model of ours. */
    private static final String OURS = "derivata.model";

    private final Path model;
    private final String name;

    ModelFiles(Path model) {
        this.model = model;
        Path last = model.getFileName();
        this.name = last == null ? "model" : last.toString().replaceFirst("\\.[^.]*$", "");
    }

    /** The CSV of the model's name beside it, or in a folder {@code data} beside it or beside its folder. */
    Path data() {
        String csv = name + ".csv";
        List<Path> places = List.of(
                model.resolveSibling(csv),
                model.resolveSibling("data").resolve(csv),
                model.resolveSibling("..").resolve("data").resolve(csv).normalize());
        return places.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() ->
                        new DataException(Diagnostic.of("data.missing_file", "there are no data for " + model)
                                .help("name a CSV file with --data; looked for "
                                        + places.stream().map(Path::toString).collect(Collectors.joining(", ")))));
    }

    /** Where a trained model goes when nobody says otherwise. */
    Path checkpoint() {
        return Path.of(name + ".safetensors");
    }

    /**
     * The file itself, when training may write it: it does not exist, or holds a trained model that is to be replaced.
     *
     * @throws DataException {@code train.out} before hours of training are lost, or someone's file
     */
    Path checked(Path out) {
        Path folder = out.toAbsolutePath().getParent();
        if (Files.isDirectory(out)) {
            throw refused(out + " is a folder", "name a file in it, as in --out " + out.resolve(checkpoint()));
        }
        if (folder != null && !Files.isDirectory(folder)) {
            throw refused("there is no folder " + folder, "make it first, or choose another file with --out");
        }
        if (folder != null && !Files.isWritable(folder)) {
            throw refused("no permission to write in " + folder, "choose another file with --out");
        }
        if (Files.exists(out) && !isTrainedModel(out)) {
            throw refused(
                    out + " exists and is no trained model of Derivata, so it is left alone",
                    "choose another file with --out, or move this one away");
        }
        return out;
    }

    private static DataException refused(String message, String help) {
        return new DataException(Diagnostic.of("train.out", message).help(help));
    }

    private static boolean isTrainedModel(Path file) {
        try {
            return Checkpoint.read(file).metadata().containsKey(OURS);
        } catch (MathException noCheckpoint) {
            return false;
        }
    }
}
