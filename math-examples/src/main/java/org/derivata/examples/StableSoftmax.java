package org.derivata.examples;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.derivata.core.array.Array;
import org.derivata.symbolic.Formula;

/** Scores become probabilities, however large the scores are. */
public final class StableSoftmax {

    private StableSoftmax() {}

    public static void main(String[] arguments) {
        run(System.out);
    }

    static void run(PrintStream out) {
        Formula softmax = Formula.given("z: [n]").parse("softmax(z)");
        Map<String, double[]> scores = Map.of("z", new double[] {2.0, 0.5, -1.0});
        out.println(softmax + " of 2, 0.5, -1:        " + rounded(softmax.evaluate(scores)));

        Formula typed = Formula.given("z: [n]").parse("exp(z - max(z)) / sum(exp(z - max(z)))");
        out.println("with the shift written out:     " + rounded(typed.evaluate(scores)));

        Map<String, double[]> large = Map.of("z", new double[] {1002.0, 1000.5, 999.0});
        out.println(softmax + " of 1002, 1000.5, 999: " + rounded(softmax.evaluate(large)));

        Formula naive = Formula.given("z: [n]").parse("exp(z) / sum(exp(z))").asTyped();
        out.println("without a shift, as typed:      " + rounded(naive.evaluate(large)));
        out.println("its Jacobian: " + softmax.jacobian("z"));
    }

    static String rounded(Array vector) {
        return Arrays.stream(vector.data())
                .mapToObj(each -> String.format(Locale.ROOT, "%.3f", each))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
