package org.derivata.core.language;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Dimension;
import org.derivata.core.surface.Syntax;
import org.derivata.core.surface.Syntax.Infix;
import org.jspecify.annotations.Nullable;

/** Numbers and sizes that must be known when a text is read: axes, shapes. */
final class StaticValue {

    private StaticValue() {}

    /** The number of a literal with or without signs, or null for anything else. */
    static @Nullable Rational number(Syntax syntax) {
        if (syntax instanceof Syntax.Number number) {
            return Rational.parse(number.text());
        }
        if (syntax instanceof Syntax.Prefix prefix && prefix.operand() instanceof Syntax.Number number) {
            long minuses = prefix.operators().stream()
                    .filter(each -> each.symbol().equals("-"))
                    .count();
            Rational value = Rational.parse(number.text());
            return minuses % 2 == 0 ? value : value.negate();
        }
        return null;
    }

    /** The parts of a list that stands in square or round brackets, or of one that is a single value. */
    static List<Syntax> elements(@Nullable Syntax list) {
        return list instanceof Syntax.Brackets || list instanceof Syntax.Tuple
                ? list.children()
                : list == null ? List.of() : List.of(list);
    }

    /** Whether an expression consists of numbers, names and operators alone. */
    static boolean isLiteral(Syntax syntax) {
        Deque<Syntax> open = new ArrayDeque<>(List.of(syntax));
        while (!open.isEmpty()) {
            Syntax part = open.pop();
            if (part instanceof Syntax.Call || part instanceof Syntax.Index || part instanceof Syntax.Attribute) {
                return false;
            }
            part.children().forEach(open::push);
        }
        return true;
    }

    /** A size: an integer, a name, or sums and products of them. */
    static Dimension dimension(Syntax syntax, Source source) {
        Rational number = number(syntax);
        if (number != null && number.isInt() && number.signum() >= 0) {
            return Dimension.of(number.intValue());
        }
        if (syntax instanceof Syntax.Name name) {
            return Dimension.named(name.name());
        }
        if (syntax instanceof Syntax.Chain chain
                && (chain.level() == Syntax.Level.SUM || chain.level() == Syntax.Level.PRODUCT)) {
            Dimension result = dimension(chain.operands().get(0), source);
            for (int i = 0; i < chain.operators().size(); i++) {
                Dimension next = dimension(chain.operands().get(i + 1), source);
                Infix operator = chain.operators().get(i);
                try {
                    result = switch (operator.symbol()) {
                        case "+" -> result.plus(next);
                        case "-" -> result.minus(next);
                        case "*" -> result.times(next);
                        default -> throw refuse(syntax, source);
                    };
                } catch (MathException tooLarge) {
                    throw tooLarge.at(source, operator.span());
                }
            }
            return result;
        }
        throw refuse(syntax, source);
    }

    static ShapeException refuse(Syntax syntax, Source source) {
        return new ShapeException(Diagnostic.of("shape.dimension", "this is not a size")
                .help("a size is an integer, a name, or a sum or product of them, as in [n, 2*d + 1]")
                .at(source, syntax.span()));
    }
}
