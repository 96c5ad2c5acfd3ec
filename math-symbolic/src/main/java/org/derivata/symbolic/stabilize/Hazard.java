package org.derivata.symbolic.stabilize;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.operator.Fact;
import org.derivata.core.operator.Rational;

/**
 * A place where a value may be missing or infinite: a logarithm, a division or a root whose argument is not proved to keep away from the edge.
 *
 * @param node the place
 * @param argument what is not proved
 * @param needed the fact that would remove the hazard
 */
public record Hazard(Expr node, Expr argument, Fact needed) {

    /** What remains below the roots, arguments before users. */
    public static List<Hazard> below(Collection<? extends Expr> roots) {
        List<Hazard> hazards = new ArrayList<>();
        for (Expr node : Graph.postOrder(roots)) {
            if (node instanceof Apply call) {
                of(call).ifPresent(hazards::add);
            }
        }
        return hazards;
    }

    private static Optional<Hazard> of(Apply call) {
        Optional<Fact> needed = switch (call.operator().name()) {
            case "log", "pow" -> Optional.of(Fact.POSITIVE);
            case "log1p" -> Optional.of(Fact.NONNEGATIVE);
            case "logdet" -> Optional.of(Fact.POSITIVE_DEFINITE);
            case "inv", "solve" -> Optional.of(Fact.INVERTIBLE);
            case "power" -> ofPower(call.operator().attributes().rational("exponent"));
            default -> call.operator().domain().isEmpty() ? Optional.empty() : Optional.of(Fact.UNIT);
        };
        return needed.filter(each -> !call.argument(0).is(each)).map(each -> new Hazard(call, call.argument(0), each));
    }

    private static Optional<Fact> ofPower(Rational exponent) {
        if (exponent.isInteger()) {
            return exponent.signum() < 0 ? Optional.of(Fact.NONZERO) : Optional.empty();
        }
        // at 0 a root has a value, but its derivative has none
        return Optional.of(Fact.POSITIVE);
    }
}
