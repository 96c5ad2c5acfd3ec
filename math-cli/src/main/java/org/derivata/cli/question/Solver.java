package org.derivata.cli.question;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.EvaluationException;
import org.derivata.core.evaluate.Binding;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Elaboration;
import org.derivata.core.language.Guard;
import org.derivata.core.shape.Shape;
import org.derivata.core.surface.Program;
import org.derivata.core.surface.Statement;
import org.derivata.nn.compile.Bounds;
import org.derivata.symbolic.Formula;

/** Answers questions; keeps nothing between two of them. */
public final class Solver {

    private Solver() {}

    /**
     * The formula that a question is about: read, declared by its inputs and shapes.
     *
     * @throws org.derivata.core.diagnostic.MathException when the text is wrong
     */
    public static Formula formula(Question question) {
        Formula formula = Formula.of(elaborate(question));
        return question.stabilize() ? formula : formula.asTyped();
    }

    /** The text of a question with its meaning. */
    static Elaboration elaborate(Question question) {
        Map<String, Variable> declared = new LinkedHashMap<>();
        question.inputs().forEach((name, value) -> declared.put(name, Variable.of(name, Shape.of(value.shape()))));
        declared.putAll(question.shapes());
        return Formula.given("")
                .variables(declared.values())
                .limits(question.limits())
                .elaborate(question.text());
    }

    /**
     * The numbers asked for.
     *
     * @throws org.derivata.core.diagnostic.MathException when the text is wrong, has no such derivative, or does not fit the inputs
     */
    public static Answer answer(Question question) {
        Elaboration elaboration = elaborate(question);
        Formula typed = Formula.of(elaboration);
        Formula formula = question.stabilize() ? typed : typed.asTyped();
        Wanted wanted = new Wanted(formula, question);
        List<Expr> roots = Graph.open(wanted.roots());
        List<Expr> nodes = Graph.postOrder(roots);
        Set<Variable> used = Graph.variables(roots);
        List<String> missing = used.stream()
                .map(Variable::name)
                .filter(name -> !question.inputs().containsKey(name))
                .toList();
        if (!missing.isEmpty() && isShapeOnly(elaboration.program(), question, missing)) {
            return wanted.withoutValues();
        }
        Map<String, Integer> sizes = sizes(formula, used, question.inputs());
        requireSizes(nodes, sizes);
        Guard.checkKnown(formula.guards(), sizes);
        Bounds.check(nodes, sizes, question.limits());
        return wanted.answer(question.engine().evaluate(roots, question.inputs(), sizes));
    }

    /** A name may lack a value where it was declared as a shape on purpose: by the question, or by the text when no value is given at all. */
    private static boolean isShapeOnly(Program program, Question question, List<String> missing) {
        boolean declaredInText = question.inputs().isEmpty()
                && program.statements().stream().anyMatch(Statement.Declaration.class::isInstance);
        return declaredInText || question.shapes().keySet().containsAll(missing);
    }

    private static Map<String, Integer> sizes(Formula formula, Set<Variable> used, Map<String, Array> inputs) {
        List<Variable> bound = new ArrayList<>(used);
        for (Variable each : formula.variables().values()) {
            if (!used.contains(each) && inputs.containsKey(each.name())) {
                bound.add(each);
            }
        }
        return Binding.sizes(bound, inputs);
    }

    private static void requireSizes(List<Expr> nodes, Map<String, Integer> sizes) {
        Set<String> missing = new TreeSet<>();
        for (Expr each : nodes) {
            missing.addAll(each.shape().names());
            if (each instanceof Apply apply) {
                missing.addAll(apply.operator().attributes().sizeNames());
            }
        }
        missing.removeAll(sizes.keySet());
        if (!missing.isEmpty()) {
            throw new EvaluationException(
                    unknown(missing).help("give a value to a variable that has this size in its shape"));
        }
    }

    /** That nothing tells some sizes. */
    public static Diagnostic unknown(Set<String> sizes) {
        String verb = sizes.size() == 1 ? " is" : " are";
        return Diagnostic.of("value.size", "nothing tells how large " + String.join(" and ", sizes) + verb);
    }
}
