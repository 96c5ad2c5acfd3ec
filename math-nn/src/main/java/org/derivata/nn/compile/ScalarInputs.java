package org.derivata.nn.compile;

import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.EvaluationException;

/** What compiled scalar formulas ask of their arguments. */
final class ScalarInputs {

    private ScalarInputs() {}

    /** Called by generated code. */
    static void require(double[] numbers, int count) {
        if (numbers.length != count) {
            throw different(numbers.length, count);
        }
    }

    private static EvaluationException different(int given, int count) {
        return new EvaluationException(
                Diagnostic.of("value.shape", "this function has " + count + " variables, not " + given)
                        .clash(given, count)
                        .help("give one number for each variable, in the order in which they were named"));
    }
}
