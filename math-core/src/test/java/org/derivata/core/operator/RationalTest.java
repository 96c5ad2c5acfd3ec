package org.derivata.core.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import org.derivata.core.diagnostic.ArgumentException;
import org.junit.jupiter.api.Test;

/** Fractions that fit into long numbers are the same as any other. */
class RationalTest {

    private static final List<Long> EDGES = List.of(
            0L,
            1L,
            -1L,
            2L,
            -6L,
            (1L << 31) - 1,
            1L << 31,
            -(1L << 31),
            Long.MAX_VALUE,
            -Long.MAX_VALUE,
            Long.MIN_VALUE);

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    private static Rational fraction(BigInteger numerator, long denominator) {
        return Rational.of(numerator, big(denominator));
    }

    @Test
    void arithmeticNeverOverflows() {
        for (long a : EDGES) {
            for (long b : EDGES) {
                Rational x = Rational.of(a);
                Rational y = Rational.of(b);
                assertThat(x.plus(y)).isEqualTo(fraction(big(a).add(big(b)), 1));
                assertThat(x.minus(y)).isEqualTo(fraction(big(a).subtract(big(b)), 1));
                assertThat(x.times(y)).isEqualTo(fraction(big(a).multiply(big(b)), 1));
                assertThat(x.compareTo(y)).isEqualTo(big(a).compareTo(big(b)));
                if (b != 0) {
                    assertThat(x.dividedBy(y)).isEqualTo(fraction(big(a), b));
                    assertThat(Rational.of(a, b).times(y)).isEqualTo(x);
                }
            }
        }
    }

    /** The order of operands depends on it, so it may not depend on how a number is kept. */
    @Test
    void theHashIsThatOfBigIntegers() {
        for (long each : EDGES) {
            int expected = 31 * big(each).hashCode() + BigInteger.ONE.hashCode();
            assertThat(Rational.of(each).hashCode()).isEqualTo(expected);
        }
    }

    @Test
    void aPowerWithTooManyDigitsIsRefusedBeforeItIsComputed() {
        for (int exponent : new int[] {Integer.MAX_VALUE, -Integer.MAX_VALUE, 9000}) {
            assertThat(Rational.of(3, 2).hasPower(exponent)).isFalse();
            assertThatThrownBy(() -> Rational.of(3, 2).power(exponent))
                    .isInstanceOfSatisfying(
                            ArgumentException.class,
                            error -> assertThat(error.code()).isEqualTo("number.range"));
        }
        for (long unit : new long[] {0, 1, -1}) {
            assertThat(Rational.of(unit).hasPower(Integer.MAX_VALUE)).isTrue();
            assertThat(Rational.of(unit).power(Integer.MAX_VALUE)).isEqualTo(Rational.of(unit));
        }
        assertThat(Rational.ZERO.hasPower(-1)).isFalse();
    }
}
