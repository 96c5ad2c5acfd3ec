package org.derivata.symbolic.rewrite;

import java.util.Collection;
import java.util.List;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;

/**
 * What a look at a node's arguments and at theirs shows, as a set of bits: which functions there are, and whether there are sums and constants. A
 * pattern that shows a bit matches only nodes that show it too, so nearly every rule is passed over by comparing two numbers.
 *
 * <p>A node shows more than its arguments: scalings and views are seen through as {@link Match} does. Different functions may share a bit, which
 * costs a look but loses no match.
 */
final class Glance {

    private static final int FUNCTIONS = 30;
    private static final long FAR = ((1L << FUNCTIONS) - 1) << FUNCTIONS;
    private static final long SUM = 1L << (2 * FUNCTIONS);
    private static final long CONSTANT = SUM << 1;

    /** In an argument that is a longer sum or product everything is assumed: many nodes may share it, and each would look at all of it. */
    private static final int LONGEST = 16;

    private Glance() {}

    private static long function(Apply call, boolean near) {
        // a pattern's a**p is found in powers with a constant exponent too
        String name = call.is("pow") ? "power" : call.operator().name();
        int number = Math.floorMod(name.hashCode(), FUNCTIONS);
        return 1L << (near ? number : FUNCTIONS + number);
    }

    /** A function by its name alone, wherever it is. */
    static long function(String name) {
        return 1L << Math.floorMod(name.hashCode(), Long.SIZE);
    }

    static long functions(Collection<String> names) {
        long all = 0;
        for (String each : names) {
            all |= function(each);
        }
        return all;
    }

    /** What a node shows. */
    static long of(Expr node) {
        List<Expr> arguments = node.arguments();
        long seen = 0;
        for (int i = 0; i < arguments.size(); i++) {
            Expr argument = arguments.get(i);
            seen |= shown(argument, true) | shown(argument, false);
            Expr inside = unwrapped(argument);
            if (inside.arguments().size() > LONGEST) {
                seen |= FAR;
                continue;
            }
            for (int k = 0; k < inside.arguments().size(); k++) {
                seen |= shown(inside.arguments().get(k), false);
            }
        }
        return seen;
    }

    private static long shown(Expr argument, boolean near) {
        Expr inside = unwrapped(argument);
        if (inside instanceof Apply call) {
            return function(call, near);
        }
        if (near && inside instanceof Constant) {
            return CONSTANT;
        }
        return near && inside instanceof LinearCombination ? SUM : 0;
    }

    /** What a scaling scales and a view shows. */
    private static Expr unwrapped(Expr node) {
        Expr inside = node;
        while ((inside instanceof LinearCombination sum && sum.isScaling())
                || (inside instanceof Einsum view && view.isView())) {
            inside = inside.arguments().get(0);
        }
        return inside;
    }

    /** What a node must show for a pattern to match it. */
    static long needed(Expr pattern) {
        long needed = 0;
        for (Expr each : pattern.arguments()) {
            Expr argument = unwrapped(each);
            needed |= shown(argument, true);
            for (Expr inner : argument.arguments()) {
                // a product may match a single factor, and a constant a coefficient
                needed |= shown(inner, false);
            }
        }
        return needed;
    }
}
