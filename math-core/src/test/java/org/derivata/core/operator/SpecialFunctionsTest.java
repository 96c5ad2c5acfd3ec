package org.derivata.core.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions written here, against values that were computed with 60 digits. */
class SpecialFunctionsTest {

    private static final Map<String, DoubleUnaryOperator> FUNCTIONS = Map.of(
            "erfcx", SpecialFunctions::erfcx,
            "log_erfc", SpecialFunctions::logErfc,
            "log1pmx", SpecialFunctions::log1pMinusX,
            "log1p_ratio_slope", SpecialFunctions::log1pRatioSlope,
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

    @ParameterizedTest
    @CsvSource({
        "1e-12, 1e12, 2.718281828457686",
        "0.05, 30, 4.3219423751506625",
        "-0.3, 7.5, 0.06890255082319523",
        "1e-17, 1e17, 2.7182818284590455",
        "1e20, 0.3, 999999.9999999995",
        "0.1, -365, 7.792376308032744e-16",
        "3e-9, 1e9, 20.085536832802752",
        "-0.999, 100, 1.0000000000000889e-300",
        "-1, 2, 0",
        "-3, 3, -8",
        "Infinity, 2, Infinity",
        "1e-300, 1e300, 2.718281828459045",
    })
    void growth_keeps_its_digits_over_many_periods(double x, double y, double expected) {
        double value = SpecialFunctions.compound(x, y);
        assertThat(value == expected || Math.abs(value - expected) <= 4e-16 * Math.abs(expected))
                .as("%s, not %s", value, expected)
                .isTrue();
    }

    @Test
    void growth_of_an_exact_base_is_its_power_to_the_bit() {
        assertThat(SpecialFunctions.compound(0.5, 7)).isEqualTo(Math.pow(1.5, 7));
        assertThat(SpecialFunctions.compound(2, -3)).isEqualTo(Math.pow(3, -3));
    }

    @Test
    void shrinking_for_ever_ends_at_zero() {
        assertThat(SpecialFunctions.compound(-0.9, 1e200)).isZero();
        assertThat(SpecialFunctions.compound(1e-20, Double.POSITIVE_INFINITY)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "1e200, 1e200, 1e250, 1e150",
        "1e-200, 1e-200, 1e-250, 1e-150",
        "1e300, -1e300, 1e300, -1e300",
        "5e-324, 5e-324, 5e-324, 5e-324",
        "3e-320, 7e-320, 2.1e-319, 1.0000e-320",
        "1.7e308, 1.7e308, 1.7e308, 1.7e308",
        "1e200, 1e200, 1e50, Infinity",
        "0, 1e200, 3, 0",
        "1e200, 1e200, 0, Infinity",
        "1e200, 1e200, Infinity, 0",
        "3, 7, 10, 2.1",
    })
    void a_product_is_divided_where_it_has_no_double_itself(double a, double b, double c, double expected) {
        double value = SpecialFunctions.mulDiv(a, b, c);
        assertThat(value == expected || Math.abs(value - expected) <= 2 * Math.ulp(expected))
                .as("%s, not %s", value, expected)
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1e200, 1e-150, 1e250, 1e100",
        "1e-200, 1e150, 1e-250, 1e-100",
        "1e300, -1e-10, 1e300, -1e10",
        "1, 1e-300, 1e-300, Infinity",
        "0, 1e200, 3, 0",
        "1, 0, 2, Infinity",
        "1e300, 1e-20, Infinity, 0",
        "Infinity, 2, 3, Infinity",
        "NaN, 2, 3, NaN",
        "21, 2, 5, 2.1",
    })
    void a_quotient_is_divided_where_it_has_no_double_itself(double a, double b, double c, double expected) {
        double value = SpecialFunctions.divDiv(a, b, c);
        assertThat(value == expected
                        || (Double.isNaN(value) && Double.isNaN(expected))
                        || Math.abs(value - expected) <= 2 * Math.ulp(expected))
                .as("%s, not %s", value, expected)
                .isTrue();
    }

    @Test
    void a_logarithm_without_weight_has_no_slope() {
        assertThat(SpecialFunctions.bernoulliScore(1, 1)).isEqualTo(1);
        assertThat(SpecialFunctions.bernoulliScore(0, 0)).isEqualTo(-1);
        assertThat(SpecialFunctions.bernoulliScore(0.5, 0.5)).isZero();
        assertThat(SpecialFunctions.bernoulliScore(1, 0)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(SpecialFunctions.bernoulliScore(0.5, Double.NaN)).isNaN();
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
