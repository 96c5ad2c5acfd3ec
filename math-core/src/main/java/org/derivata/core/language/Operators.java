package org.derivata.core.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.Views;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Shape;
import org.derivata.core.surface.Syntax;
import org.derivata.core.surface.Syntax.Infix;

/** What the infix operators and brackets of the language mean on core nodes. */
final class Operators {

    private final Library library;
    private final Broadcasting broadcasting;

    Operators(Library library, Broadcasting broadcasting) {
        this.library = library;
        this.broadcasting = broadcasting;
    }

    /** An elementwise operator of the library, after broadcasting. */
    Expr apply(String operator, List<Expr> arguments) {
        return Apply.of(library.operator(operator), broadcasting.together(arguments));
    }

    /**
     * The value of a chain.
     *
     * @param enter told the place of each operator before it is applied
     */
    Expr chain(Syntax.Chain chain, List<Expr> values, Consumer<Span> enter) {
        return switch (chain.level()) {
            case SUM -> sum(chain, values, enter);
            case PRODUCT -> product(chain, values, enter);
            case POWER -> power(chain, values, enter);
            case COMPARISON -> comparison(chain, values, enter);
            case AND -> fold("logical_and", chain, values, enter);
            case OR -> fold("logical_or", chain, values, enter);
        };
    }

    private Expr sum(Syntax.Chain chain, List<Expr> values, Consumer<Span> enter) {
        Shape shape = values.get(0).shape();
        for (int i = 1; i < values.size(); i++) {
            enter.accept(chain.operators().get(i - 1).span());
            shape = broadcasting.common(shape, values.get(i).shape());
        }
        List<LinearCombination.Term> terms = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            boolean minus = i > 0 && chain.operators().get(i - 1).symbol().equals("-");
            terms.add(new LinearCombination.Term(
                    minus ? Rational.MINUS_ONE : Rational.ONE, broadcasting.to(values.get(i), shape)));
        }
        return LinearCombination.of(shape, terms);
    }

    private Expr product(Syntax.Chain chain, List<Expr> values, Consumer<Span> enter) {
        Factors factors = new Factors(broadcasting);
        factors.multiply(values.get(0));
        for (int i = 1; i < values.size(); i++) {
            Infix operator = chain.operators().get(i - 1);
            enter.accept(operator.span());
            switch (operator.symbol()) {
                case "@" -> factors.matmul(values.get(i));
                case "/" -> factors.divide(values.get(i));
                default -> factors.multiply(values.get(i));
            }
        }
        return factors.product();
    }

    private Expr power(Syntax.Chain chain, List<Expr> values, Consumer<Span> enter) {
        Expr result = values.get(values.size() - 1);
        for (int i = values.size() - 2; i >= 0; i--) {
            enter.accept(chain.operators().get(i).span());
            result = power(values.get(i), result);
        }
        return result;
    }

    /** {@code base**exponent}; a constant exponent belongs to the operator. */
    Expr power(Expr base, Expr exponent) {
        if (exponent instanceof Constant constant && constant.rational().isPresent()) {
            Expr repeated = broadcasting.to(base, broadcasting.common(base.shape(), exponent.shape()));
            return Algebra.power(repeated, constant.rational().get());
        }
        return apply("pow", List.of(base, exponent));
    }

    private Expr comparison(Syntax.Chain chain, List<Expr> values, Consumer<Span> enter) {
        Expr result = null;
        for (int i = 0; i < chain.operators().size(); i++) {
            Infix operator = chain.operators().get(i);
            enter.accept(operator.span());
            Expr next = apply(Library.comparison(operator.symbol()), List.of(values.get(i), values.get(i + 1)));
            result = result == null ? next : apply("logical_and", List.of(result, next));
        }
        return java.util.Objects.requireNonNull(result);
    }

    private Expr fold(String operator, Syntax.Chain chain, List<Expr> values, Consumer<Span> enter) {
        Expr result = values.get(0);
        for (int i = 1; i < values.size(); i++) {
            enter.accept(chain.operators().get(i - 1).span());
            result = apply(operator, List.of(result, values.get(i)));
        }
        return result;
    }

    /** {@code [a, b]}: arrays of one shape along a new first axis. */
    Expr stack(List<Expr> values) {
        if (values.isEmpty()) {
            throw new ShapeException(Diagnostic.of("shape.empty", "an array needs at least one element")
                    .help("write the elements between the brackets, as in [1, 2]"));
        }
        return Views.stack(values, 0);
    }
}
