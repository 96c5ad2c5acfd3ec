package org.derivata.core.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowersTest {

    @ParameterizedTest
    @CsvSource({
        "1, Infinity, 1",
        "1, -Infinity, 1",
        "1, NaN, 1",
        "-1, Infinity, 1",
        "-1, -Infinity, 1",
        "-1, NaN, NaN",
        "NaN, 0, 1",
        "NaN, 1, NaN",
        "-1, 0.5, NaN",
        "2, Infinity, Infinity",
        "0.5, Infinity, 0",
        "-2, -Infinity, 0"
    })
    void powers_of_one_and_of_infinities_are_those_of_ieee_754(double base, double exponent, Double power) {
        assertThat(Powers.pow(base, exponent)).isEqualTo(power);
    }

    @Test
    void a_constant_exponent_out_of_range_is_infinite() {
        assertThat(Powers.function(Rational.parse("1e400")).applyAsDouble(1)).isEqualTo(1);
    }
}
