package org.derivata.core.surface;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.derivata.core.diagnostic.Span;
import org.jspecify.annotations.Nullable;

/**
 * An expression as typed. Chains of one precedence level are one node, so that a sum of 100,000 terms is as shallow as it looks.
 *
 * <p>Trees made by the notation pass can be 100,000 levels deep: walk them with an explicit stack over {@link #children()}, and do not
 * call the generated {@code equals}, {@code hashCode} or {@code toString} of these records on trees of unknown depth.
 */
public sealed interface Syntax {

    Span span();

    /** The sub-expressions in the order of the text. */
    List<Syntax> children();

    /** A number as typed, {@code 1e-8}; never signed. */
    record Number(String text, Span span) implements Syntax {
        @Override
        public List<Syntax> children() {
            return List.of();
        }
    }

    /** A variable, definition, dimension or constant; with its prefix when one was typed ({@code np.pi}). */
    record Name(String name, Span span) implements Syntax {
        @Override
        public List<Syntax> children() {
            return List.of();
        }
    }

    /** A quoted text, only useful as the first argument of {@code einsum} and the like. */
    record Text(String value, Span span) implements Syntax {
        @Override
        public List<Syntax> children() {
            return List.of();
        }
    }

    /**
     * Operands joined by operators of one precedence level, grouped from the left; from the right for powers. There is one operator less than
     * operands. A comparison chain means {@code and} of its neighbours, as in Python.
     */
    record Chain(Level level, List<Syntax> operands, List<Infix> operators, Span span) implements Syntax {
        public Chain {
            if (operands.size() != operators.size() + 1 || operands.size() < 2) {
                throw new IllegalArgumentException("a chain has one operator less than operands");
            }
        }

        @Override
        public List<Syntax> children() {
            return operands;
        }
    }

    /**
     * An operator and where it stands. The symbol is the plain one whatever was typed: {@code **} for {@code ^}, {@code *} for {@code ·},
     * {@code ×} and {@code ∘}.
     */
    record Infix(String symbol, Span span) {}

    /** The binary precedence levels, loosest first. */
    enum Level {
        OR,
        AND,
        COMPARISON,
        SUM,
        PRODUCT,
        POWER
    }

    /**
     * A run of prefix operators, either signs or {@code not}s: {@code --x} has two; the first one typed is the first in the list.
     * {@code not -x} is a {@code not} of a sign.
     */
    record Prefix(List<Infix> operators, Syntax operand, Span span) implements Syntax {
        @Override
        public List<Syntax> children() {
            return List.of(operand);
        }
    }

    /** {@code value if condition else otherwise}. */
    record Conditional(Syntax value, Syntax condition, Syntax otherwise, Span span) implements Syntax {
        @Override
        public List<Syntax> children() {
            return List.of(value, condition, otherwise);
        }
    }

    /**
     * A call {@code name(arguments)}. {@code x.sum(axis=1)} is the call of {@code sum} with {@code x} as its first argument and {@code method}
     * true; {@code np.linalg.inv(A)} has the name {@code np.linalg.inv}.
     *
     * @param nameSpan the function's name alone
     */
    record Call(String name, Span nameSpan, List<Argument> arguments, boolean method, Span span) implements Syntax {
        @Override
        public List<Syntax> children() {
            return arguments.stream().map(Argument::value).toList();
        }
    }

    /** An argument: positional when {@code keyword} is null. */
    record Argument(@Nullable String keyword, Syntax value, Span span) {}

    /** {@code operand.T} or {@code operand'}. */
    record Transpose(Syntax operand, Span span) implements Syntax {
        @Override
        public List<Syntax> children() {
            return List.of(operand);
        }
    }

    /** {@code operand.name} without a call, other than {@code .T}: {@code x.shape}. */
    record Attribute(Syntax operand, String name, Span nameSpan, Span span) implements Syntax {
        @Override
        public List<Syntax> children() {
            return List.of(operand);
        }
    }

    /** {@code operand[subscripts]}. */
    record Index(Syntax operand, List<Subscript> subscripts, Span span) implements Syntax {
        @Override
        public List<Syntax> children() {
            List<Syntax> children = new ArrayList<>(List.of(operand));
            subscripts.forEach(each -> children.addAll(each.parts()));
            return children;
        }
    }

    /** One place of an index. */
    sealed interface Subscript {

        Span span();

        /** The expressions in it, in the order of the text. */
        List<Syntax> parts();

        /** A single index, {@code None}/{@code newaxis} (a {@link Name}), or an array of indices. */
        record At(Syntax index, Span span) implements Subscript {

            /** Whether this makes an axis of size 1. */
            public boolean isNewAxis() {
                return index instanceof Name name
                        && (name.name().equals("None") || name.name().matches("(.*[.])?newaxis"));
            }

            @Override
            public List<Syntax> parts() {
                return isNewAxis() ? List.of() : List.of(index);
            }
        }

        /** {@code start:stop:step}, each optional. */
        record Slice(
                @Nullable Syntax start,
                @Nullable Syntax stop,
                @Nullable Syntax step,
                Span span) implements Subscript {
            @Override
            public List<Syntax> parts() {
                return Stream.of(start, stop, step)
                        .filter(Objects::nonNull)
                        .map(Syntax.class::cast)
                        .toList();
            }
        }

        /** {@code ...}. */
        record Ellipsis(Span span) implements Subscript {
            @Override
            public List<Syntax> parts() {
                return List.of();
            }
        }
    }

    /** {@code [a, b]}: an array literal, or a list of sizes where one is expected. */
    record Brackets(List<Syntax> elements, Span span) implements Syntax {
        @Override
        public List<Syntax> children() {
            return elements;
        }
    }

    /** {@code (a, b)}, where axes or sizes are expected. A parenthesised single expression leaves no node of its own. */
    record Tuple(List<Syntax> elements, Span span) implements Syntax {
        @Override
        public List<Syntax> children() {
            return elements;
        }
    }
}
