package org.derivata.symbolic.derivation;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Variable;
import org.derivata.core.notation.Notation;
import org.derivata.core.surface.Program;
import org.derivata.core.surface.Syntax;
import org.derivata.symbolic.canonical.Size;
import org.derivata.symbolic.derivation.Derivation.Equation;

/** Writes expressions in the author's order and with the author's names, and the derivatives that stand in them. */
final class Scribe {

    /** A formula of more operations is not read as one line. */
    private static final int LONG = 60;

    private final Map<Expr, Integer> order;
    private final Map<Expr, String> names;
    private final Marks marks = new Marks();

    Scribe(Map<Expr, Integer> order, Map<Expr, String> names) {
        this.order = new IdentityHashMap<>(order);
        this.names = names;
    }

    Marks marks() {
        return marks;
    }

    boolean hasName(Expr node) {
        return names.containsKey(node);
    }

    /** The author's name of an expression, or another. */
    String name(Expr node, String otherwise) {
        return names.getOrDefault(node, otherwise);
    }

    /** Names that mean something already. */
    Set<String> taken(Set<Variable> variables) {
        Set<String> taken = variables.stream().map(Variable::name).collect(Collectors.toSet());
        variables.forEach(each -> taken.addAll(each.shape().names()));
        taken.addAll(names.values());
        return taken;
    }

    /** A derivative is written where what it is of would be, or first in its product. */
    Variable mark(Marks.Mark mark) {
        Variable variable = marks.variable(mark);
        order.put(variable, mark instanceof Marks.Mark.OfExpression known ? rank(known.of()) : -1);
        return variable;
    }

    private int rank(Expr node) {
        Integer own = order.get(node);
        if (own != null) {
            return own;
        }
        int first = Integer.MAX_VALUE;
        for (Expr each : org.derivata.core.expr.Graph.postOrder(node)) {
            first = Math.min(first, order.getOrDefault(each, Integer.MAX_VALUE));
        }
        return first;
    }

    boolean isLong(Expr expression) {
        return Size.of(expression) > LONG;
    }

    Syntax write(Expr expression) {
        return Notation.expression(expression, order, names);
    }

    /** An expression of any length: shared parts get names where the text would swell. */
    Program program(Expr expression) {
        return Notation.write(expression, order, names);
    }

    Equation line(Expr left, Expr right, List<String> rules) {
        return new Equation(write(left), write(right), rules);
    }
}
