package org.derivata.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.derivata.core.diagnostic.NameException;
import org.junit.jupiter.api.Test;

/** A name that stands for a number is no variable: a derivative by it is refused, never 0. */
class DerivativeByNumberTest {

    @Test
    void aNameDefinedAsANumberIsRefused() {
        assertThatThrownBy(() -> Formula.parse("x = 2; x**2").gradient("x"))
                .isInstanceOf(NameException.class)
                .hasMessageContaining("x is defined as a number");
    }

    @Test
    void aDefinedPartIsAVariableOfWhatIsBuiltOnIt() {
        assertThat(Formula.parse("h = sin(x); h**2").gradient("h").toString()).isEqualTo("2 * h");
    }
}
