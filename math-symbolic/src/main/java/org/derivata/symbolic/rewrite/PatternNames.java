package org.derivata.symbolic.rewrite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Scope;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;
import org.derivata.core.surface.Syntax;

/**
 * The names of a pattern: those that stand for values, lower case for any and upper case for square matrices, and those that stand for axes.
 */
public final class PatternNames {

    private static final Set<String> CONSTANTS = Set.of("pi", "e", "inf", "nan");
    private static final Shape SQUARE =
            Shape.of(Dimension.named("size of a pattern"), Dimension.named("size of a pattern"));

    /** Axes that no array has stand for axes to be bound: the first name is -1001, the next -1002. */
    private static final int FIRST_AXES = -1001;

    private final List<String> values;
    private final List<String> axes;

    private PatternNames(List<String> values, List<String> axes) {
        this.values = List.copyOf(values);
        this.axes = List.copyOf(axes);
    }

    static PatternNames of(Syntax root) {
        Set<String> values = new LinkedHashSet<>();
        Set<String> axes = new LinkedHashSet<>();
        Deque<Syntax> todo = new ArrayDeque<>(List.of(root));
        while (!todo.isEmpty()) {
            Syntax node = todo.pop();
            if (node instanceof Syntax.Name name && !CONSTANTS.contains(name.name())) {
                values.add(name.name());
            }
            if (node instanceof Syntax.Call call) {
                for (Syntax.Argument each : call.arguments()) {
                    if ("axis".equals(each.keyword()) && each.value() instanceof Syntax.Name name) {
                        axes.add(name.name());
                    } else if (each.keyword() == null) {
                        todo.push(each.value());
                    }
                }
            } else {
                node.children().forEach(todo::push);
            }
        }
        return new PatternNames(new ArrayList<>(values), new ArrayList<>(axes));
    }

    /** Names of values and of axes. */
    Set<String> all() {
        Set<String> all = new LinkedHashSet<>(values);
        all.addAll(axes);
        return all;
    }

    /** The names that stand for values. */
    public List<String> values() {
        return values;
    }

    /** The names that stand for axes. */
    public List<String> axes() {
        return axes;
    }

    /** Whether a name stands for a square matrix. */
    public static boolean isMatrix(String name) {
        return Character.isUpperCase(name.codePointAt(0));
    }

    /** The pattern's own variables. */
    Scope scope() {
        Scope scope = Scope.closed();
        values.forEach(name -> scope.define(name, Variable.of(name, isMatrix(name) ? SQUARE : Shape.SCALAR)));
        for (int i = 0; i < axes.size(); i++) {
            scope.defineAxes(axes.get(i), List.of(FIRST_AXES - i));
        }
        return scope;
    }

    /** The name that an attribute of the pattern stands for. */
    Optional<String> axes(Object attribute) {
        for (int i = 0; i < axes.size(); i++) {
            if (attribute.equals(List.of(FIRST_AXES - i))) {
                return Optional.of(axes.get(i));
            }
        }
        return Optional.empty();
    }
}
