package org.derivata.symbolic.differentiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.derivata.symbolic.Formula;
import org.junit.jupiter.api.Test;

/** What a {@code where} does not take never reaches a derivative: no NaN, no infinity, of any order. */
class InactiveBranchTest {

    @Test
    void aLogarithmThatWasNotTakenLeavesZerosInEveryGradient() {
        Formula sum = Formula.given("x: [3]; y: [3]").parse("sum(where(x > 0, y * log(x), 0))");
        Map<String, double[]> point = Map.of("x", new double[] {0, -1, 2}, "y", new double[] {1, 2, 3});
        assertThat(sum.gradient("x").evaluate(point).data()).containsExactly(0, 0, 1.5);
        assertThat(sum.gradient("y").evaluate(point).data()).containsExactly(0, 0, Math.log(2));
    }

    @Test
    void aReductionThatWasNotTakenLeavesZerosToo() {
        Formula scalar = Formula.given("s: []; x: [2]").parse("where(s > 0, sum(log(x)), 0)");
        Map<String, Object> point = Map.of("s", -1.0, "x", new double[] {0, -1});
        assertThat(scalar.gradient("x").evaluate(point).data()).containsExactly(0, 0);
    }

    @Test
    void secondDerivativesAndJacobiansKeepToTheTakenBranch() {
        Formula sum = Formula.given("x: [3]").parse("sum(where(x > 0, log(x), 0))");
        assertThat(sum.hessian("x")
                        .evaluate(Map.of("x", new double[] {-1, 0, 2}))
                        .data())
                .containsExactly(new double[] {0, 0, 0, 0, 0, 0, 0, 0, -0.25}, within(0.0));
        Formula array = Formula.given("x: [2]").parse("where(x > 0, log(x), 0)");
        assertThat(array.jacobian("x")
                        .evaluate(Map.of("x", new double[] {0, 2}))
                        .data())
                .containsExactly(0, 0, 0, 0.5);
    }

    @Test
    void theValueAtARemovableSingularityHasTheDerivativeOfItsOwnBranch() {
        Formula sinc = Formula.parse("where(x == 0, 1, sin(x) / x)");
        assertThat(sinc.derivative("x").value(Map.of("x", 0))).isZero();
    }

    @Test
    void huberLossReadsAsTwoBranches() {
        Formula huber = Formula.given("r: [n]; delta: []")
                .parse("sum(where(abs(r) < delta, 0.5 * r**2, delta * (abs(r) - 0.5 * delta)))");
        assertThat(huber.gradient("r").toString()).isEqualTo("where(abs(r) < delta, r, delta * sign(r))");
    }
}
