package org.derivata.cli.question;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.derivata.core.array.Array;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.expr.Expr;

/** Who computes values. */
public enum EngineChoice {
    /** Node by node with plain loops: slow, and the judge of the others. */
    REFERENCE;

    /** The engine that is used when none is named. */
    public static final EngineChoice STANDARD = REFERENCE;

    /** The values of several expressions, for inputs whose dimension names have the given sizes. */
    List<Array> evaluate(List<Expr> roots, Map<String, Array> inputs, Map<String, Integer> sizes) {
        return ReferenceEvaluator.evaluate(roots, inputs, sizes);
    }

    /** The name in requests and options. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The engine of a name. */
    public static Optional<EngineChoice> named(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /** All names, for messages. */
    public static String words() {
        return Arrays.stream(values()).map(EngineChoice::word).collect(Collectors.joining(", "));
    }
}
