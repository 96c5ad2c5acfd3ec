package org.derivata.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derivata.core.array.Array;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Library;
import org.derivata.core.language.Scope;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Shape;
import org.derivata.symbolic.differentiate.ReverseMode;

/**
 * The derivatives that operators have by agreement, where there are none or where a formula would divide 0 by 0: those of PyTorch and JAX where these
 * agree and are no NaN.
 *
 * @param attributes as {@code axes=0}; empty when there are none
 * @param arguments arrays in the language
 * @param gradients of the sum of all entries, by each argument
 */
record Kink(String operator, String attributes, List<String> arguments, List<String> gradients) {

    /** Stands for a derivative on which there is no agreement. */
    private static final String UNSETTLED = "_";

    private static final String AGREED = """
            abs : 0 -> 0
            sign : 0 -> 0
            relu : 0 -> 0
            floor : 2 -> 0
            ceil : 2 -> 0
            round : 2.5 -> 0
            cbrt : 0 -> inf
            power exponent=1/2 : 0 -> inf
            maximum : 2 ; 2 -> 1/2 ; 1/2
            maximum : -2 ; -2 -> 1/2 ; 1/2
            minimum : 2 ; 2 -> 1/2 ; 1/2
            minimum : -2 ; -2 -> 1/2 ; 1/2
            where : 0 ; 2 ; 3 -> 0 ; 0 ; 1
            where : 1 ; 2 ; 3 -> 0 ; 1 ; 0
            hypot : 0 ; 0 -> 0 ; 0
            atan2 : 0 ; 0 -> 0 ; 0
            xlogy : 0 ; 0 -> -inf ; 0
            xlogy : 1 ; 0 -> -inf ; inf
            xlog1py : 0 ; -1 -> -inf ; 0
            xlog1py : 1 ; -1 -> -inf ; inf
            divide_no_nan : 1 ; 0 -> 0 ; 0
            pow : 0 ; 2 -> 0 ; 0
            pow : 0 ; 1 -> 1 ; 0
            pow : 0 ; 0 -> _ ; 0
            pow : 0 ; -1 -> -inf ; -inf
            compound : -1 ; 2 -> 0 ; 0
            compound : -1 ; 1 -> 1 ; 0
            compound : -1 ; 0 -> _ ; 0
            compound : -1 ; -1 -> -inf ; -inf
            leaky_relu : 0 ; 1/2 -> 1/2 ; 0
            max axes=0 : [1, 3, 3] -> [0, 1/2, 1/2]
            max axes=0 : [3, 3, 3] -> [1/3, 1/3, 1/3]
            min axes=0 : [1, 1, 3] -> [1/2, 1/2, 0]
            norm axes=0 : [0, 0] -> [0, 0]
            prod axes=0 : [0, 2, 3] -> [6, 0, 0]
            prod axes=0 : [0, 0, 3] -> [0, 0, 0]
            std axes=0 ddof=0 : [2, 2] -> [0, 0]
            argmax axes=0 : [3, 3] -> [0, 0]
            det : [[1, 2], [2, 4]] -> [[4, -2], [-2, 1]]
            """;

    /** The agreements about an operator. */
    static List<Kink> of(String operator) {
        List<Kink> kinks = new ArrayList<>();
        for (String line : AGREED.lines().toList()) {
            String[] parts = line.split(" : | -> ");
            String[] head = parts[0].split(" ", 2);
            if (head[0].equals(operator)) {
                kinks.add(new Kink(
                        operator,
                        head.length > 1 ? head[1] : "",
                        List.of(parts[1].split(" ; ")),
                        List.of(parts[2].split(" ; "))));
            }
        }
        return kinks;
    }

    private Operator with(Operator declaration) {
        Operator result = declaration;
        for (String each : attributes.isEmpty() ? new String[0] : attributes.split(" ")) {
            String[] parts = each.split("=");
            Object value = parts[0].equals("axes")
                    ? List.of(Integer.valueOf(parts[1]))
                    : rational(Library.standard().elaborate(parts[1], Scope.closed()));
            result = result.with(parts[0], value);
        }
        return result;
    }

    private static Rational rational(Expr number) {
        return ((Constant) number).rational().orElseThrow();
    }

    private static Array value(String text) {
        Expr constant = Library.standard().elaborate(text, Scope.closed());
        return ReferenceEvaluator.evaluate(constant, Map.of());
    }

    /** Checks the derivatives of an operator of this name. */
    void check(Operator declaration, ReverseMode reverse) {
        Map<String, Array> point = new LinkedHashMap<>();
        List<Variable> variables = new ArrayList<>();
        for (String each : arguments) {
            Array array = value(each);
            Variable variable = Variable.of("p" + point.size(), Shape.of(array.shape()));
            variables.add(variable);
            point.put(variable.name(), array);
        }
        Map<Expr, Expr> found = reverse.gradient(Algebra.sum(Apply.of(with(declaration), variables)), variables);
        for (int i = 0; i < gradients.size(); i++) {
            if (gradients.get(i).equals(UNSETTLED)) {
                continue;
            }
            double[] expected = value(gradients.get(i)).data();
            double[] actual = ReferenceEvaluator.evaluate(Objects.requireNonNull(found.get(variables.get(i))), point)
                    .data();
            for (int k = 0; k < expected.length; k++) {
                assertThat(actual[k])
                        .as("%s by argument %s: %s", this, i, Arrays.toString(actual))
                        .isCloseTo(expected[k], within(1e-12));
            }
        }
    }

    @Override
    public String toString() {
        return operator + (attributes.isEmpty() ? "" : " " + attributes) + " at " + String.join(", ", arguments);
    }
}
