package org.derivata.core.print;

import static org.assertj.core.api.Assertions.assertThat;

import org.derivata.core.diagnostic.Source;
import org.derivata.core.language.MathParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnicodePrinterTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            2 * X.T @ (X @ w - y)    | 2 · Xᵀ @ (X @ w - y)
            theta_1**2 + x**-10      | θ₁² + x⁻¹⁰
            (a + b)**2               | (a + b)²
            x**n * x**(n + 1)        | xⁿ · x^(n + 1)
            2**3**2                  | 2^3²
            (x**2)**3                | (x²)³
            X.T**2                   | (Xᵀ)²
            (X @ W).T                | (X @ W)ᵀ
            inv(A).T                 | (A⁻¹)ᵀ
            sqrt(x) * sqrt(a + 1)    | √x · √(a + 1)
            sqrt(x)**2               | (√x)²
            norm(x - y)              | ‖x - y‖
            np.exp(np.pi) <= inf     | exp(π) ≤ ∞
            y_hat != alpha           | ŷ ≠ α
            X: [n, d]                | X: [n, d]
            """)
    void writesForPeople(String text, String expected) {
        assertThat(new UnicodePrinter().print(new MathParser().parse(Source.formula(text))))
                .isEqualTo(expected);
    }
}
