package org.derivata.symbolic.rules;

import java.util.List;
import java.util.Map;
import org.derivata.core.diagnostic.Source;
import org.derivata.symbolic.rewrite.PatternRule;

/** Rules that look right and are not, each with a point that shows it. A test asserts every one. */
public final class RejectedRules {

    /** What goes wrong at the point. */
    public enum Fault {
        /** Both sides have values, and they differ. */
        VALUE,
        /** The left side has a value, the right side none. */
        LOST,
        /** The left side has no value, the right side one, though the arrow says that this never happens. */
        WIDENED,
        /** The values agree, the derivatives by the first name do not. */
        DERIVATIVE
    }

    /** A rule with its counterexample. */
    public record Rejected(PatternRule rule, Fault fault, Map<String, Double> point) {}

    /** All of them. */
    public static final List<Rejected> ALL = List.of(
            rejected("root-of-square-is-base : sqrt(a**2) -> a", Fault.VALUE, Map.of("a", -1.0)),
            rejected("abs-is-base : abs(a) -> a", Fault.VALUE, Map.of("a", -1.0)),
            rejected("quotient-of-same : a / a -> 1", Fault.WIDENED, Map.of("a", 0.0)),
            rejected("exp-of-log : exp(log(a)) -> a", Fault.WIDENED, Map.of("a", -1.0)),
            rejected("log-of-product : log(a * b) -> log(a) + log(b)", Fault.LOST, Map.of("a", -1.0, "b", -2.0)),
            rejected("log-of-power : log(a**p) -> p * log(a)", Fault.LOST, Map.of("a", -1.0, "p", 2.0)),
            rejected("power-of-power : (a**p)**q -> a**(p*q)", Fault.VALUE, Map.of("a", -3.0, "p", 2.0, "q", 0.5)),
            rejected("root-of-product : sqrt(a * b) -> sqrt(a) * sqrt(b)", Fault.LOST, Map.of("a", -1.0, "b", -2.0)),
            rejected(
                    "product-of-cube-roots : cbrt(a) * cbrt(b) -> cbrt(a * b)",
                    Fault.LOST,
                    Map.of("a", 1e200, "b", 1e200)),
            rejected("square-of-sign : sign(a)**2 -> 1", Fault.VALUE, Map.of("a", 0.0)),
            rejected(
                    "scaled-maximum : maximum(c*a, c*b) -> c * maximum(a, b)",
                    Fault.VALUE,
                    Map.of("a", 1.0, "b", 2.0, "c", -1.0)),
            rejected(
                    "exp-of-sum-with-log : exp(b + log(a)) ~> a * exp(b)", Fault.LOST, Map.of("a", 1e-300, "b", 800.0)),
            rejected("tangent-of-arccosine : tan(acos(a)) -> sqrt(1 - a**2) / a", Fault.LOST, Map.of("a", 0.0)),
            rejected("exp-of-softplus : exp(-softplus(a)) -> 1 / (1 + exp(a))", Fault.DERIVATIVE, Map.of("a", 800.0)),
            // a tie shares the derivative, where relu gives 0: recognising relu before differentiating would change
            // what was typed
            rejected("maximum-with-zero : maximum(a, 0) -> relu(a)", Fault.DERIVATIVE, Map.of("a", 0.0)));

    private RejectedRules() {}

    private static Rejected rejected(String line, Fault fault, Map<String, Double> point) {
        return new Rejected(PatternRule.parse(new Source("rejected", line)), fault, point);
    }
}
