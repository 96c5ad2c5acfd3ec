package org.derivata.symbolic.derivation;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.NodeIndex;
import org.derivata.core.expr.Variable;

/** What the rule by which a node is differentiated is called in books. */
final class RuleName {

    static final String CHAIN = "chain rule";
    static final String CONSTANT_FACTOR = "constant factor";

    private RuleName() {}

    /** The rule of a node, given which of its arguments depend on the variable. */
    static String of(Expr node, NodeIndex active) {
        return node.match(new Expr.Cases<>() {
            @Override
            public String constant(Constant leaf) {
                return "derivative of a constant";
            }

            @Override
            public String variable(Variable leaf) {
                return "derivative of a variable";
            }

            @Override
            public String linearCombination(LinearCombination sum) {
                return sum.isScaling() ? CONSTANT_FACTOR : "sum rule";
            }

            @Override
            public String einsum(Einsum product) {
                return ofProduct(product, active);
            }

            @Override
            public String apply(Apply call) {
                return ofCall(call);
            }
        });
    }

    private static String ofProduct(Einsum product, NodeIndex active) {
        if (product.operands().size() == 1) {
            return product.sums() ? "derivative of a sum" : "transposed view";
        }
        long moving = IntStream.range(0, product.operands().size())
                .filter(i -> active.contains(product.operands().get(i)))
                .count();
        boolean summed = sharesSummedLabel(product);
        if (moving > 1) {
            return summed ? "product rule, transposed matrix product" : "product rule";
        }
        return summed ? "transposed matrix product" : product.sums() ? "derivative of a sum" : CONSTANT_FACTOR;
    }

    /** Whether operands are multiplied and summed over the same index, as matrices are. */
    private static boolean sharesSummedLabel(Einsum product) {
        if (product.rank() == 0 && isEntrywise(product)) {
            return false;
        }
        Set<Integer> seen = new HashSet<>();
        boolean matrix = false;
        boolean shared = false;
        for (int i = 0; i < product.operands().size(); i++) {
            matrix |= product.operands().get(i).rank() > 1;
            for (int label : Arrays.stream(product.labels(i)).distinct().toArray()) {
                shared |= label >= product.rank() && !seen.add(label);
            }
        }
        return matrix && shared;
    }

    private static boolean isEntrywise(Einsum product) {
        return IntStream.range(0, product.operands().size())
                        .mapToObj(i -> Arrays.stream(product.labels(i)).boxed().toList())
                        .filter(each -> !each.isEmpty())
                        .distinct()
                        .count()
                == 1;
    }

    private static String ofCall(Apply call) {
        String name = call.operator().name();
        if (name.equals("power")) {
            return "power rule";
        }
        if (call.operator().isElementwise()
                || call.operator().differentialText().isPresent()) {
            return "derivative of " + name.replace('_', ' ');
        }
        return "transposed " + name.replace('_', ' ');
    }

    /** Whether differentiating the node multiplies by the derivative of what is inside. */
    static boolean isChained(Expr node, NodeIndex active, Expr variable) {
        return node instanceof Apply call
                && call.arguments().stream().anyMatch(each -> active.contains(each) && each != variable);
    }
}
