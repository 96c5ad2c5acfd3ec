package org.derivata.core.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.surface.Syntax;
import org.derivata.core.surface.Syntax.Infix;
import org.derivata.core.surface.Syntax.Level;
import org.derivata.core.surface.Syntax.Subscript;
import org.jspecify.annotations.Nullable;

/** Surface trees that a parser can make, at random: every form in every place where it may stand. */
final class RandomTrees {

    private static final List<String> NAMES =
            List.of("x", "y_1", "W", "theta", "σ", "ŷ", "np.pi", "F", "input", "None", "e");
    private static final List<String> NUMBERS = List.of("0", "2", ".5", "5.", "1e-8", "2E2", "3.25");
    private static final List<String> FUNCTIONS = List.of("exp", "np.linalg.inv", "sum", "where", "F.softmax");

    private final Random random;

    RandomTrees(long seed) {
        random = new Random(seed);
    }

    Syntax value(int size) {
        if (size <= 1) {
            return random.nextInt(3) == 0
                    ? new Syntax.Number(pick(NUMBERS), Span.NONE)
                    : new Syntax.Name(pick(NAMES), Span.NONE);
        }
        int rest = size - 1;
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> chain(rest);
            case 4, 5 -> prefix(rest);
            case 6 -> new Syntax.Conditional(value(rest / 3), value(rest / 3), value(rest / 3), Span.NONE);
            case 7 -> call(rest);
            case 8 -> new Syntax.Transpose(value(rest), Span.NONE);
            case 9 -> new Syntax.Attribute(value(rest), "shape", Span.NONE, Span.NONE);
            case 10 -> index(rest);
            default -> new Syntax.Brackets(several(random.nextInt(3), rest, this::argument), Span.NONE);
        };
    }

    private Syntax chain(int size) {
        Level level = pick(List.of(Level.values()));
        List<Syntax> operands = several(2 + random.nextInt(3), size, this::value);
        List<Infix> operators = new ArrayList<>();
        for (int i = 1; i < operands.size(); i++) {
            operators.add(new Infix(pick(symbols(level)), Span.NONE));
        }
        return new Syntax.Chain(level, operands, operators, Span.NONE);
    }

    private static List<String> symbols(Level level) {
        return switch (level) {
            case OR -> List.of("or");
            case AND -> List.of("and");
            case COMPARISON -> List.of("<", "<=", ">", ">=", "==", "!=");
            case SUM -> List.of("+", "-");
            case PRODUCT -> List.of("*", "/", "@");
            case POWER -> List.of("**");
        };
    }

    private Syntax prefix(int size) {
        List<String> symbols = random.nextBoolean() ? List.of("not") : List.of("-", "+");
        List<Infix> operators = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            operators.add(new Infix(pick(symbols), Span.NONE));
        }
        return new Syntax.Prefix(operators, value(size), Span.NONE);
    }

    private Syntax call(int size) {
        boolean method = random.nextBoolean();
        List<Syntax.Argument> arguments = new ArrayList<>();
        if (method) {
            arguments.add(new Syntax.Argument(null, value(size / 2), Span.NONE));
        }
        for (Syntax argument : several(random.nextInt(3), size / 2, this::argument)) {
            arguments.add(new Syntax.Argument(null, argument, Span.NONE));
        }
        if (random.nextInt(3) == 0) {
            arguments.add(new Syntax.Argument("axis", argument(size / 4), Span.NONE));
            arguments.add(new Syntax.Argument("keepdims", argument(1), Span.NONE));
        }
        String name = method ? pick(List.of("sum", "reshape")) : pick(FUNCTIONS);
        return new Syntax.Call(name, Span.NONE, arguments, method, Span.NONE);
    }

    /** A value, or what only an argument can be. */
    private Syntax argument(int size) {
        return switch (random.nextInt(8)) {
            case 0 -> new Syntax.Tuple(several(1 + random.nextInt(3), size, this::argument), Span.NONE);
            case 1 -> new Syntax.Text(pick(List.of("ij,jk->ik", "it's", "")), Span.NONE);
            default -> value(size);
        };
    }

    private Syntax index(int size) {
        List<Subscript> subscripts = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            subscripts.add(
                    switch (random.nextInt(3)) {
                        case 0 -> new Subscript.At(value(size / 4), Span.NONE);
                        case 1 -> new Subscript.Slice(maybe(size / 4), maybe(size / 4), maybe(size / 4), Span.NONE);
                        default -> new Subscript.Ellipsis(Span.NONE);
                    });
        }
        return new Syntax.Index(value(size / 2), subscripts, Span.NONE);
    }

    private @Nullable Syntax maybe(int size) {
        return random.nextBoolean() ? value(size) : null;
    }

    private interface Maker {
        Syntax make(int size);
    }

    private static List<Syntax> several(int count, int size, Maker maker) {
        List<Syntax> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(maker.make(size / count));
        }
        return all;
    }

    private <E> E pick(List<E> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A tree without its places, to compare by {@code toString}; only for shallow trees. */
    static String shape(Syntax tree) {
        return tree.toString().replaceAll("Span\\[start=\\d+, end=\\d+]", "");
    }

    static Supplier<String> replay(long seed, Syntax tree, String text) {
        return () -> "replay: new RandomTrees(" + seed + "L).value(25)\n" + text + "\n" + shape(tree);
    }
}
