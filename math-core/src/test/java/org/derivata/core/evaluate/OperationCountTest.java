package org.derivata.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.derivata.core.expr.ContractionOrder;
import org.derivata.core.language.Elaboration;
import org.derivata.core.language.Library;
import org.derivata.core.language.Limits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationCountTest {

    private static final String DECLARED = "A: [m, k]; B: [k, l]; S: [p, p]; x: [p]; s, t: []; v: [l]; R: [q, c]\n";

    @ParameterizedTest(name = "{0}: {1} operations, {2}, calls {3}")
    @CsvSource(delimiter = '|', textBlock = """
            s                         | 0 | 0                             | 0
            s + t                     | 1 | 1                             | 0
            s - 2*t                   | 1 | 2                             | 0
            s**8                      | 1 | 3                             | 0
            s**7                      | 1 | 4                             | 0
            1 / s**2                  | 1 | 2                             | 0
            1 / sqrt(s)               | 1 | 2                             | 0
            s**t                      | 1 | 0                             | 1
            sin(s) + sin(s)**2        | 3 | 2                             | 1
            A @ B                     | 1 | 2 * k * l * m                 | 0
            A @ B @ v                 | 1 | 2 * k * l + 2 * k * m         | 0
            A.T                       | 1 | 0                             | 0
            sum(A)                    | 1 | k * m                         | 0
            A * A                     | 1 | k * m                         | 0
            x @ x                     | 2 | 2 * p                         | 0
            exp(A)                    | 1 | 0                             | k * m
            softmax(R, axis=1)        | 1 | 4 * c * q                     | c * q
            inv(S) @ x                | 2 | 2 * p * p + p * p * p         | 0
            max(R, axis=0)            | 1 | c * q                         | 0
            """)
    void arithmetic_and_calls_are_counted_in_sizes(String text, int operations, String flops, String calls) {
        Elaboration read = Elaboration.of(DECLARED + text, Library.standard(), Map.of(), Limits.defaults());

        OperationCount count = OperationCount.of(List.of(read.requireResult()), ContractionOrder::nominal);

        assertThat(count.flops()).hasToString(flops);
        assertThat(count.calls()).hasToString(calls);
        assertThat(count.operations()).isEqualTo(operations);
    }
}
