package org.derivata.symbolic.rewrite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derivata.core.expr.Expr;
import org.derivata.core.language.Scope;

/** What the names of a pattern stand for. Immutable. */
public final class Bindings {

    static final Bindings NONE = new Bindings(Map.of(), Map.of());

    private final Map<String, Expr> values;
    private final Map<String, List<Integer>> axes;

    private Bindings(Map<String, Expr> values, Map<String, List<Integer>> axes) {
        this.values = values;
        this.axes = axes;
    }

    Optional<Expr> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** With one more name; empty when the name stands for something else already. */
    Optional<Bindings> with(String name, Expr value) {
        Expr known = values.get(name);
        if (known != null) {
            return known == value ? Optional.of(this) : Optional.empty();
        }
        Map<String, Expr> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return Optional.of(new Bindings(more, axes));
    }

    Optional<Bindings> withAxes(String name, List<Integer> list) {
        List<Integer> known = axes.get(name);
        if (known != null) {
            return known.equals(list) ? Optional.of(this) : Optional.empty();
        }
        Map<String, List<Integer>> more = new LinkedHashMap<>(axes);
        more.put(name, list);
        return Optional.of(new Bindings(values, more));
    }

    /** The names as a scope for the right side of a rule. */
    Scope scope() {
        Scope scope = Scope.closed();
        values.forEach(scope::define);
        axes.forEach(scope::defineAxes);
        return scope;
    }

    @Override
    public String toString() {
        return values + (axes.isEmpty() ? "" : " axes " + axes);
    }
}
