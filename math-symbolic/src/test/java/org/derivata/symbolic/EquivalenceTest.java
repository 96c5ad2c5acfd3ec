package org.derivata.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EquivalenceTest {

    private static Equivalence compare(String shapes, String left, String right) {
        return Formula.given(shapes)
                .parse(left)
                .algebra()
                .equivalent(Formula.given(shapes).parse(right));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x: []                  | (x + 1)**2                 | x**2 + 2*x + 1
            x, y: []               | sin(x + y)                 | sin(x)*cos(y) + cos(x)*sin(y)
            x: []                  | log(exp(x))                | x
            x: []                  | tanh(x)                    | (exp(x) - exp(-x)) / (exp(x) + exp(-x))
            x: []                  | x / x                      | 1
            A, B: [n, n]           | (A @ B).T                  | B.T @ A.T
            A, B: [n, n]           | trace(A @ B)               | trace(B @ A)
            A, B: [n, n]           | (A + B) @ (A - B)          | A @ A - A @ B + B @ A - B @ B
            X: [n, d]; w: [d]; y: [n] | X.T @ (X @ w - y)       | X.T @ X @ w - X.T @ y
            A: [n, n] symmetric    | A.T                        | A
            """)
    void identities_are_proved(String shapes, String left, String right) {
        assertThat(compare(shapes, left, right)).isInstanceOf(Equivalence.Proved.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x: []                  | sqrt(x**2)                 | x
            x, y: []               | sin(x + y)                 | sin(x) + sin(y)
            x: []                  | x**2                       | x**3
            x, y: []               | abs(x + y)                 | abs(x) + abs(y)
            A, B: [n, n]           | A @ B                      | B @ A
            A, B: [n, n]           | (A @ B).T                  | A.T @ B.T
            x: [n]                 | sum(x)**2                  | sum(x**2)
            x: [n]                 | softmax(x)                 | exp(x)
            x: [] positive         | log(x)                     | log(2*x)
            x: []                  | x + 1e-7                   | x
            x: []                  | floor(x) + 1               | ceil(x)
            x: []                  | sign(x)                    | where(x < 0, -1, 1)
            x, y: []               | where(x > y, x, y)         | x
            A: [n, n] invertible   | inv(A)                     | A.T
            A: [n, n] symmetric    | A @ A                      | A
            A: [n, n] orthogonal   | A @ A                      | eye(n)
            A: [n, n] orthogonal   | A.T                        | A
            A: [n, n] diagonal     | A @ A                      | A
            A: [n, n] positive_definite | logdet(A)             | trace(A)
            Y: [n, k] one_hot      | sum(Y, axis=0)             | ones(k)
            """)
    void a_point_refutes_what_is_not_so(String shapes, String left, String right) {
        Equivalence found = compare(shapes, left, right);
        assertThat(found)
                .isInstanceOfSatisfying(
                        Equivalence.Refuted.class,
                        refuted -> assertThat(refuted.left()).isNotEqualTo(refuted.right()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x: [] positive         | atan(x) + atan(1/x)        | pi / 2
            x: []                  | 1e15 + x                   | 1e15 + x + 1e-9
            x: [] positive         | sign(atan(x) + atan(1/x) - pi/2)  | 0
            x: [] positive         | sign(atan(x) + atan(1/x) - pi/2)**2 | 0
            x: [] positive         | sqrt(abs(atan(x) + atan(1/x) - pi/2)) | 0
            x: [] positive         | cbrt(atan(x) + atan(1/x) - pi/2)  | 0
            x: [] positive         | abs(atan(x) + atan(1/x) - pi/2)**0.01 | 0
            x: [] positive         | where(atan(x) + atan(1/x) == pi/2, 1, 0) | 1
            x: [] positive         | floor(4/pi * (atan(x) + atan(1/x))) | 2
            x: [] positive         | maximum(0, 1e20*(atan(x) + atan(1/x) - pi/2)) | 0
            i, j, k: [] integer    | sign(0.1*i + 0.2*j - 0.3*k) | sign(i + 2*j - 3*k)
            """)
    void what_rounding_hides_is_unknown(String shapes, String left, String right) {
        assertThat(compare(shapes, left, right)).isInstanceOf(Equivalence.Unknown.class);
    }

    @Test
    void known_identities_are_never_refuted_and_most_are_proved() throws IOException {
        int proved = 0;
        int all = 0;
        for (String line : identities()) {
            String[] parts = line.split(" \\| ");
            all++;
            Equivalence found = compare("", parts[0], parts[1]);
            assertThat(found).as(line).isNotInstanceOf(Equivalence.Refuted.class);
            proved += found instanceof Equivalence.Proved ? 1 : 0;
        }
        assertThat(all).isGreaterThan(50);
        assertThat(proved).as("of " + all).isGreaterThan(all * 8 / 10);
    }

    private static List<String> identities() throws IOException {
        try (InputStream in = Objects.requireNonNull(EquivalenceTest.class.getResourceAsStream("identity-pairs.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        }
    }
}
