package org.derivata.testkit;

import java.util.Map;
import org.assertj.core.api.AbstractAssert;
import org.derivata.symbolic.Formula;
import org.derivata.symbolic.check.GradientCheck;

/**
 * Gradients as assertions.
 *
 * <pre>{@code
 * assertThatGradientsOf(loss).areCorrectAt(Map.of("w", new double[] {0.5, -0.5}));
 * assertThatGradientsOf(loss).by("w", written, point);
 * }</pre>
 */
public final class GradientAssert extends AbstractAssert<GradientAssert, Formula> {

    private final GradientCheck check;

    private GradientAssert(Formula actual, GradientCheck check) {
        super(actual, GradientAssert.class);
        this.check = check;
    }

    public static GradientAssert assertThatGradientsOf(Formula formula) {
        return new GradientAssert(formula, GradientCheck.standard());
    }

    /** With other steps or tolerances than the standard ones. */
    public GradientAssert with(GradientCheck other) {
        return new GradientAssert(actual, other);
    }

    /** The symbolic gradients by every variable agree with differences at a point. */
    public GradientAssert areCorrectAt(Map<String, ?> point) {
        isNotNull();
        return holds(check.check(actual, point));
    }

    /** A gradient that somebody wrote, as a formula over the same variables, agrees with differences at a point. */
    public GradientAssert by(String variable, Formula gradient, Map<String, ?> point) {
        isNotNull();
        return holds(check.check(actual, Map.of(variable, gradient), point));
    }

    private GradientAssert holds(GradientCheck.Report report) {
        if (!report.passed()) {
            failWithMessage("the gradient of%n  %s%n%s", actual, report);
        }
        return this;
    }
}
