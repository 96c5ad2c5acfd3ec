package org.derivata.symbolic;

import java.util.ArrayList;
import java.util.List;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.Variable;

/** The structure of a node, for messages of failing tests. */
public final class Dump {

    private Dump() {}

    public static String of(Expr node) {
        return node.match(new Expr.Cases<>() {
            @Override
            public String constant(Constant leaf) {
                return leaf.toString();
            }

            @Override
            public String variable(Variable leaf) {
                return leaf.name();
            }

            @Override
            public String linearCombination(LinearCombination sum) {
                List<String> terms = new ArrayList<>();
                sum.terms().forEach(each -> terms.add(each.coefficient() + " " + of(each.expression())));
                return "{" + String.join(" + ", terms) + "}";
            }

            @Override
            public String einsum(Einsum product) {
                List<String> operands =
                        product.operands().stream().map(Dump::of).toList();
                return "<" + product.equation() + ": " + String.join(", ", operands) + ">";
            }

            @Override
            public String apply(Apply call) {
                List<String> arguments = call.arguments().stream().map(Dump::of).toList();
                return call.operator() + "(" + String.join(", ", arguments) + ")";
            }
        });
    }
}
