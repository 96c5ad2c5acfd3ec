package org.derivata.nn.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.DataException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.expr.Expr;
import org.derivata.core.language.Library;
import org.derivata.core.language.Scope;
import org.derivata.core.language.Suggestion;
import org.derivata.core.shape.Shape;
import org.derivata.core.surface.Syntax;

/** Reads what stands after the sign in {@code param W: [64, 32] = he_normal}. */
final class InitializerReader {

    private final Source source;
    private final Library library;

    InitializerReader(Source source, Library library) {
        this.source = source;
        this.library = library;
    }

    Initializer read(Syntax typed, Shape shape) {
        String text = text(typed.span());
        if (typed instanceof Syntax.Name name
                && (name.name().equals("zeros") || name.name().equals("ones"))) {
            int[] sizes = shape.evaluate(Map.of());
            return Initializer.constant(text, Array.full(name.name().equals("ones") ? 1 : 0, sizes));
        }
        if (typed instanceof Syntax.Name name) {
            Optional<Initializer.Scheme> scheme = Initializer.scheme(name.name());
            if (scheme.isPresent()) {
                return random(text, scheme.get(), List.of());
            }
            if (!List.of("pi", "π", "e").contains(name.name())) {
                throw unknown(name.name(), name.span());
            }
        }
        if (typed instanceof Syntax.Call call && !call.method()) {
            Optional<Initializer.Scheme> scheme = Initializer.scheme(call.name());
            if (scheme.isPresent()) {
                return random(text, scheme.get(), call.arguments());
            }
            if (!library.knows(call.name())) {
                throw unknown(call.name(), call.nameSpan());
            }
        }
        return Initializer.constant(text, constant(typed, shape));
    }

    private String text(Span span) {
        return source.text().substring(span.start(), span.end());
    }

    private DataException unknown(String name, Span span) {
        return new DataException(Diagnostic.of("model.unknown_initializer", "there is no initial value called " + name)
                .help(Suggestion.nearest(name, Initializer.names())
                        .map(each -> "did you mean " + each + "?")
                        .orElse("use " + String.join(", ", Initializer.names()) + ", or a constant such as 0.1"))
                .at(source, span));
    }

    private Initializer random(String text, Initializer.Scheme scheme, List<Syntax.Argument> given) {
        List<String> parameters = scheme.parameters();
        double[] values =
                scheme.defaults().stream().mapToDouble(Double::doubleValue).toArray();
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Syntax.Argument argument = given.get(i);
            String keyword = argument.keyword();
            int at = keyword == null ? i : parameters.indexOf(keyword);
            if (at < 0 || at >= parameters.size() || seen.contains(parameters.get(at))) {
                throw wrong(
                        scheme.name() + " does not take " + (keyword == null ? "so many arguments" : "this " + keyword),
                        parameters.isEmpty()
                                ? "write " + scheme.name() + " alone"
                                : "its arguments are " + String.join(", ", parameters),
                        argument.span());
            }
            seen.add(parameters.get(at));
            values[at] = constant(argument.value(), Shape.SCALAR).scalar();
        }
        return Initializer.random(text, scheme, values);
    }

    private DataException wrong(String message, String help, Span span) {
        return new DataException(
                Diagnostic.of("model.initializer", message).help(help).at(source, span));
    }

    /** The value of a constant expression, repeated to a shape. */
    private Array constant(Syntax typed, Shape shape) {
        Span span = typed.span();
        Expr value;
        try {
            value = library.elaborate(text(span), Scope.closed());
        } catch (MathException e) {
            throw relocated(e, span);
        }
        try {
            String sizes = shape.toString();
            value = library.elaborate(
                    "broadcast_to(value, " + sizes + ")", Scope.closed().define("value", value));
        } catch (ShapeException e) {
            throw new ShapeException(Diagnostic.of(
                            "model.initializer_shape",
                            "the initial value has shape " + value.shape() + ", the parameter " + shape)
                    .clash(value.shape(), shape)
                    .help("give one number, or as many as the parameter has")
                    .at(source, span));
        }
        Array result = ReferenceEvaluator.evaluate(value, Map.of());
        for (double each : result.data()) {
            if (!Double.isFinite(each)) {
                throw wrong("the initial value holds " + each, "training starts from finite numbers", span);
            }
        }
        return result;
    }

    /** The error that an expression of its own has, told of the place in the model file. */
    private DataException relocated(MathException wrong, Span span) {
        Diagnostic first = wrong.diagnostic();
        boolean within = first.source() != null && first.span().end() <= span.end() - span.start();
        Span place = within
                ? new Span(
                        span.start() + first.span().start(),
                        span.start() + first.span().end())
                : span;
        String help =
                first.code().equals("name.unknown_variable") || first.code().equals("name.unknown_function")
                        ? "a constant expression holds numbers; random starts such as normal(0, 0.1) stand alone"
                        : first.help();
        Diagnostic told = Diagnostic.of("model.initializer", first.message());
        return new DataException((help == null ? told : told.help(help)).at(source, place));
    }
}
