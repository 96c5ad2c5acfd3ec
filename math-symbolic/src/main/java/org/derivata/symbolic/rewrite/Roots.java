package org.derivata.symbolic.rewrite;

import java.util.List;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.Variable;

/** The roots of a pattern and a node, which rule most candidates out. */
final class Roots {

    /** What {@link Rule#kind} finds; one object, since every node of a pass is asked. */
    static final Expr.Cases<String> KIND = new Expr.Cases<>() {
        @Override
        public String constant(Constant leaf) {
            return "constant";
        }

        @Override
        public String variable(Variable leaf) {
            return "variable";
        }

        @Override
        public String linearCombination(LinearCombination sum) {
            return Rule.SUM;
        }

        @Override
        public String einsum(Einsum product) {
            return Rule.PRODUCT;
        }

        @Override
        public String apply(Apply call) {
            return call.operator().name();
        }
    };

    private Roots() {}

    static boolean matches(Constant pattern, Expr node) {
        if (node instanceof Einsum view && view.isView() && view.operands().get(0) instanceof Constant constant) {
            return matches(pattern, constant);
        }
        return node instanceof Constant constant
                && constant.rational().equals(pattern.rational())
                && constant.symbol().equals(pattern.symbol());
    }

    /** Whether a look at the roots leaves a match possible: most candidates end here. */
    static boolean mayMatch(Expr pattern, Expr target) {
        if (pattern instanceof Constant constant) {
            return matches(constant, target);
        }
        if (pattern instanceof Einsum product) {
            return mayMatch(product.operands(), target instanceof Einsum other ? other.operands() : List.of(target));
        }
        if (!(pattern instanceof Apply call)) {
            return true;
        }
        if (!(target instanceof Apply other)) {
            // of powers a view is seen through
            return target instanceof Einsum view && view.isView();
        }
        if (call.is("pow")) {
            return other.is("pow") || other.is("power");
        }
        return call.is("power")
                ? call.operator().equals(other.operator()) && mayMatch(call.argument(0), other.argument(0))
                : other.is(call.operator().name());
    }

    /** Whether each call of a pattern has something that may match it. */
    static boolean mayMatch(List<Expr> patterns, List<Expr> targets) {
        for (Expr each : patterns) {
            boolean found = !(each instanceof Apply);
            for (int i = 0; !found && i < targets.size(); i++) {
                found = mayMatch(each, targets.get(i));
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }
}
