package org.derivata.nn.compile;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import org.derivata.core.expr.Expr;

/**
 * What the value of a formula is in truth.
 *
 * @param value empty when there is none, or it is not known
 * @param isSettled whether there is none, or rounding decides on which side of a jump it lies
 * @param reason why there is no value
 */
record Exact(Optional<BigDecimal> value, boolean isSettled, String reason) {

    private static final MathContext DIGITS = new MathContext(60);

    static Exact of(Expr formula, Map<String, BigDecimal> point) {
        try {
            return new Exact(Optional.of(HighPrecision.of(formula, point)), true, "");
        } catch (HighPrecision.Undefined none) {
            return new Exact(Optional.empty(), true, "none");
        } catch (HighPrecision.Unknown unknown) {
            return new Exact(Optional.empty(), unknown.isJump(), unknown.getMessage());
        }
    }

    /** Whether a value may be got: of a value that is not known only that it is finite is asked, of one that is too large nothing. */
    boolean allows(double got, double error) {
        if (value.isEmpty()) {
            return isSettled || Double.isFinite(got);
        }
        return Double.isInfinite(value.get().doubleValue()) || (Double.isFinite(got) && error(got) <= error);
    }

    /** The relative error of a value. */
    double error(double got) {
        return Double.isFinite(got) && value.isPresent() ? distance(new BigDecimal(got)) : Double.POSITIVE_INFINITY;
    }

    /** How far another exact value lies from this one, relatively; 0 when one of them is not known. */
    double distance(Exact other) {
        return value.isPresent() && other.value.isPresent() ? distance(other.value.get()) : 0;
    }

    private double distance(BigDecimal other) {
        double size = Math.max(Math.abs(value.orElseThrow().doubleValue()), Double.MIN_NORMAL);
        return value.get().subtract(other, DIGITS).abs().doubleValue() / size;
    }

    @Override
    public String toString() {
        return value.map(each -> String.valueOf(each.doubleValue())).orElse(reason);
    }
}
