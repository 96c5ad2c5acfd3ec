package org.derivata.core.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Functions written here, against values that were computed with 60 digits. */
class SpecialFunctionsTest {

    private static final Map<String, DoubleUnaryOperator> FUNCTIONS = Map.of(
            "erfcx", SpecialFunctions::erfcx,
            "log_erfc", SpecialFunctions::logErfc,
            "log1pmx", SpecialFunctions::log1pMinusX,
            "spherical_j1", SpecialFunctions::sphericalJ1,
            "spherical_i1", SpecialFunctions::sphericalI1);

    @ParameterizedTest
    @CsvFileSource(resources = "special-functions.csv")
    void values_have_fifteen_digits(String function, double x, double expected) {
        double value = FUNCTIONS.get(function).applyAsDouble(x);
        assertThat(value).isCloseTo(expected, within(2e-15 * Math.abs(expected)));
    }

    @Test
    void a_vanishing_factor_wins_over_an_infinite_logarithm_and_nan_over_both() {
        assertThat(SpecialFunctions.xLog1pY(0, -1)).isZero();
        assertThat(SpecialFunctions.xLog1pY(2, -1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(SpecialFunctions.xLog1pY(0, Double.NaN)).isNaN();
        assertThat(SpecialFunctions.xLog1pY(3, 1e-20)).isCloseTo(3e-20, within(1e-35));
    }

    @Test
    void far_out_and_without_a_number() {
        assertThat(SpecialFunctions.erfcx(Double.POSITIVE_INFINITY)).isZero();
        assertThat(SpecialFunctions.logErfc(Double.POSITIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(SpecialFunctions.sphericalJ1(Double.POSITIVE_INFINITY)).isZero();
        assertThat(SpecialFunctions.sphericalI1(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(SpecialFunctions.sphericalI1(Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
        for (DoubleUnaryOperator each : FUNCTIONS.values()) {
            assertThat(each.applyAsDouble(Double.NaN)).isNaN();
        }
    }
}
