package org.derivata.nn.compile;

import java.util.List;
import java.util.Map;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.LimitException;
import org.derivata.core.expr.Expr;
import org.derivata.core.language.Limits;

/** What a formula may ask for, checked when sizes are known and before anything is allocated. */
public final class Bounds {

    /** Arrays of Java hold no more. */
    private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8L;

    private Bounds() {}

    /**
     * Refuses nodes that are more, or whose arrays are larger, than allowed.
     *
     * @param nodes all that is to be computed
     * @param sizes a size for every dimension name that occurs
     * @throws LimitException {@code limit.derived_nodes} or {@code limit.elements}
     */
    public static void check(List<Expr> nodes, Map<String, Integer> sizes, Limits limits) {
        if (nodes.size() > limits.derivedNodes()) {
            throw new LimitException(Diagnostic.of(
                            "limit.derived_nodes",
                            "there are " + nodes.size() + " nodes to compute; the limit is " + limits.derivedNodes())
                    .help("raise it with Limits.withDerivedNodes(" + nodes.size()
                            + "), or --trusted for your own text"));
        }
        long most = Math.min(limits.elements(), LARGEST_ARRAY);
        for (Expr each : nodes) {
            long count = each.shape().elements(sizes);
            if (count > most) {
                throw new LimitException(Diagnostic.of(
                                "limit.elements",
                                "an array of shape " + each.shape() + " would have " + count
                                        + " elements; the limit is " + most)
                        .help(
                                count > LARGEST_ARRAY
                                        ? "no array is that large: write the formula so that it never arises"
                                        : "raise it with Limits.withElements(" + count
                                                + "), or --trusted for your own text"));
            }
        }
    }
}
