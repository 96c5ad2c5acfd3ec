package org.derivata.cli.question;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.derivata.core.evaluate.OperationCount;
import org.derivata.core.shape.Dimension;
import org.derivata.symbolic.Formula;

/**
 * What a formula and its derivatives cost.
 *
 * @param formulas what is counted, by what it is called
 */
public record Costs(Map<String, Formula> formulas) {

    /**
     * The formula with its first and second derivatives by each variable of the question; of a number by its only variable, where the question names none.
     *
     * @throws org.derivata.core.diagnostic.MathException when the text is wrong or has no such derivative
     */
    public static Costs of(Question question) {
        Formula formula = Solver.formula(question);
        List<String> all = List.copyOf(formula.variables().keySet());
        List<String> names =
                question.wrt().isEmpty() && all.size() == 1 && formula.shape().isScalar() ? all : question.wrt();
        Map<String, Formula> found = new LinkedHashMap<>();
        found.put("formula", formula);
        if (!formula.shape().isScalar()) {
            names.forEach(each -> found.put("Jacobian by " + each, formula.jacobian(each)));
            return new Costs(found);
        }
        Map<String, Formula> gradients = formula.gradients(names);
        gradients.forEach((name, gradient) -> found.put("gradient by " + name, gradient));
        for (String each : names) {
            found.put("Hessian by " + each, formula.hessian(each));
            if (!Objects.requireNonNull(gradients.get(each)).shape().isScalar()) {
                found.put("Hessian product by " + each, formula.hvp(each, direction(formula)));
            }
        }
        return new Costs(found);
    }

    private static String direction(Formula formula) {
        String name = "v";
        while (formula.variables().containsKey(name)) {
            name += "_";
        }
        return name;
    }

    /** The counts, in the order of the formulas. */
    public Map<String, OperationCount> counts() {
        Map<String, OperationCount> counts = new LinkedHashMap<>();
        formulas.forEach((name, formula) -> counts.put(name, formula.cost()));
        return counts;
    }

    /** The number that a count comes to, when all its sizes are known. */
    public static Optional<Long> known(Dimension count, Map<String, Integer> sizes) {
        return sizes.keySet().containsAll(count.names()) ? Optional.of(count.evaluate(sizes)) : Optional.empty();
    }
}
