package org.derivata.symbolic.rewrite;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.derivata.core.expr.Expr;
import org.derivata.core.language.Scope;
import org.jspecify.annotations.Nullable;

/** What the names of a pattern stand for: a chain, since a search adds names one by one and goes back. Immutable. */
public final class Bindings {

    static final Bindings NONE = new Bindings(null, "", List.of());

    private final @Nullable Bindings before;
    private final String name;

    /** An expression, or a list of axes. */
    private final Object meaning;

    private Bindings(@Nullable Bindings before, String name, Object meaning) {
        this.before = before;
        this.name = name;
        this.meaning = meaning;
    }

    private @Nullable Object find(String wanted) {
        for (Bindings each = this; each.before != null; each = each.before) {
            if (each.name.equals(wanted)) {
                return each.meaning;
            }
        }
        return null;
    }

    Optional<Expr> value(String wanted) {
        return find(wanted) instanceof Expr value ? Optional.of(value) : Optional.empty();
    }

    /** With one more name; empty when the name stands for something else already. */
    Optional<Bindings> with(String added, Expr value) {
        return withMeaning(added, value);
    }

    Optional<Bindings> withAxes(String added, List<Integer> list) {
        return withMeaning(added, list);
    }

    private Optional<Bindings> withMeaning(String added, Object value) {
        Object known = find(added);
        if (known == null) {
            return Optional.of(new Bindings(this, added, value));
        }
        // equal expressions are one object
        return known.equals(value) ? Optional.of(this) : Optional.empty();
    }

    /** The names as a scope for the right side of a rule. */
    @SuppressWarnings("unchecked")
    Scope scope() {
        Scope scope = Scope.closed();
        for (Bindings each = this; each.before != null; each = each.before) {
            if (each.meaning instanceof Expr value) {
                scope.define(each.name, value);
            } else {
                scope.defineAxes(each.name, (List<Integer>) each.meaning);
            }
        }
        return scope;
    }

    @Override
    public String toString() {
        StringJoiner out = new StringJoiner(", ", "{", "}");
        for (Bindings each = this; each.before != null; each = each.before) {
            out.add(each.name + "=" + each.meaning);
        }
        return out.toString();
    }
}
