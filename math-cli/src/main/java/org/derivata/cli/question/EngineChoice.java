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
import org.derivata.nn.compile.Compiler;
import org.derivata.nn.compile.Engine;

/** Who computes values. */
public enum EngineChoice {
    /** Node by node with plain loops: slow, and the judge of the others. */
    REFERENCE {
        @Override
        List<Array> evaluate(List<Expr> roots, Map<String, Array> inputs, Map<String, Integer> sizes) {
            return ReferenceEvaluator.evaluate(roots, inputs, sizes);
        }
    },
    /** A program over our own kernels. */
    COMPILED {
        @Override
        List<Array> evaluate(List<Expr> roots, Map<String, Array> inputs, Map<String, Integer> sizes) {
            return run(Engine.COMPILED, roots, inputs, sizes);
        }
    },
    /** A program in which ojAlgo does all that it can. */
    OJALGO {
        @Override
        List<Array> evaluate(List<Expr> roots, Map<String, Array> inputs, Map<String, Integer> sizes) {
            return run(Engine.OJALGO, roots, inputs, sizes);
        }
    };

    /** The engine that is used when none is named. */
    public static final EngineChoice STANDARD = COMPILED;

    /** The values of several expressions, for inputs whose dimension names have the given sizes. */
    abstract List<Array> evaluate(List<Expr> roots, Map<String, Array> inputs, Map<String, Integer> sizes);

    private static List<Array> run(
            Engine engine, List<Expr> roots, Map<String, Array> inputs, Map<String, Integer> sizes) {
        return List.copyOf(
                Compiler.of(engine).compile(roots, sizes).evaluate(inputs).values());
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
