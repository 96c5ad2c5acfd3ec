package org.derivata.core.surface;

import java.util.List;
import org.derivata.core.diagnostic.Span;
import org.jspecify.annotations.Nullable;

/** A line of a program. */
public sealed interface Statement {

    Span span();

    /** The names that get a meaning by it. */
    List<Identifier> defines();

    /** The expressions that it computes with. */
    List<Syntax> values();

    /**
     * {@code X, Z: [n, d] positive}, in a model file with a role, {@code param W: [64, 32] = he_normal}.
     *
     * @param role {@code input}, {@code target}, {@code param}, or null
     * @param dimensions the sizes as typed; none for a scalar
     * @param facts the words after the shape, as {@code one_hot}
     * @param initializer the expression or name after {@code =}, only with the role {@code param}
     */
    record Declaration(
            @Nullable String role,
            List<Identifier> names,
            List<Syntax> dimensions,
            List<Identifier> facts,
            @Nullable Syntax initializer,
            Span span)
            implements Statement {
        @Override
        public List<Identifier> defines() {
            return names;
        }

        @Override
        public List<Syntax> values() {
            return List.of();
        }
    }

    /** {@code H = relu(X @ W + b)}. */
    record Definition(Identifier name, Syntax value, Span span) implements Statement {
        @Override
        public List<Identifier> defines() {
            return List.of(name);
        }

        @Override
        public List<Syntax> values() {
            return List.of(value);
        }
    }

    /**
     * {@code n, d = X.shape}, {@code a, b = b, a}: names for the parts of one value, or for as many values, all read before any name changes.
     *
     * @param names two or more
     * @param values one, or as many as names
     */
    record Unpacking(List<Identifier> names, List<Syntax> values, Span span) implements Statement {
        @Override
        public List<Identifier> defines() {
            return names;
        }
    }

    /** {@code bump(x, s=1) = exp(-(x/s)**2)}. */
    record FunctionDefinition(Identifier name, List<Parameter> parameters, Syntax body, Span span)
            implements Statement {
        @Override
        public List<Identifier> defines() {
            return List.of(name);
        }

        @Override
        public List<Syntax> values() {
            return List.of(body);
        }
    }

    /** A final expression. */
    record Expression(Syntax value, Span span) implements Statement {
        @Override
        public List<Identifier> defines() {
            return List.of();
        }

        @Override
        public List<Syntax> values() {
            return List.of(value);
        }
    }

    /** A name and where it stands. */
    record Identifier(String name, Span span) {}

    /** A function's parameter, with its default when it has one. */
    record Parameter(Identifier name, @Nullable Syntax defaultValue) {}
}
