package org.derivata.core.language;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.language.grammar.MathParser;
import org.derivata.core.surface.Statement;
import org.derivata.core.surface.Statement.Identifier;
import org.derivata.core.surface.Syntax;
import org.jspecify.annotations.Nullable;

/** Makes statements of what the grammar has recognised. */
final class StatementBuilder {

    private final Source source;
    private final SurfaceBuilder expressions;

    StatementBuilder(Source source, SurfaceBuilder expressions) {
        this.source = source;
        this.expressions = expressions;
    }

    Statement formula(MathParser.ExpressionContext context) {
        return new Statement.Expression(expressions.value(context), span(context));
    }

    Statement definition(MathParser.DefinitionContext context) {
        List<Identifier> names = context.NAME().stream()
                .map(each -> identifier(each.getSymbol()))
                .toList();
        if (context.AUGMENT() != null) {
            return augmented(names.get(0), context);
        }
        if (names.size() == 1 && context.expression().size() == 1) {
            return new Statement.Definition(names.get(0), expressions.value(context.expression(0)), span(context));
        }
        List<Syntax> values = context.expression().size() == 1
                ? elements(expressions.expression(context.expression(0)))
                : context.expression().stream().map(expressions::value).toList();
        if (values.size() != 1 && values.size() != names.size()) {
            throw new Refusal(Diagnostic.of(
                            "syntax.unexpected_token",
                            names.size() + (names.size() == 1 ? " name" : " names") + " for " + values.size()
                                    + " values")
                    .help("write as many names as values, as in n, d = X.shape, or [a, b] for an array")
                    .at(source, span(context)));
        }
        values.forEach(expressions::asValue);
        return new Statement.Unpacking(names, values, span(context));
    }

    private static List<Syntax> elements(Syntax value) {
        return value instanceof Syntax.Tuple tuple ? tuple.elements() : List.of(value);
    }

    /** {@code x -= 1} stands for {@code x = x - 1}. */
    private Statement augmented(Identifier name, MathParser.DefinitionContext context) {
        Token augment = context.AUGMENT().getSymbol();
        String symbol = augment.getText().substring(0, augment.getText().length() - 1);
        Syntax.Level level = switch (symbol) {
            case "+", "-" -> Syntax.Level.SUM;
            case "**" -> Syntax.Level.POWER;
            default -> Syntax.Level.PRODUCT;
        };
        Syntax before = new Syntax.Name(name.name(), name.span());
        Syntax by = expressions.value(context.expression(0));
        Syntax.Infix operator = new Syntax.Infix(symbol, SurfaceBuilder.span(augment));
        Syntax after = new Syntax.Chain(level, List.of(before, by), List.of(operator), span(context));
        return new Statement.Definition(name, after, span(context));
    }

    Statement function(MathParser.FunctionDefinitionContext context) {
        List<Statement.Parameter> parameters = new ArrayList<>();
        boolean defaults = false;
        for (MathParser.ParameterContext parameter : context.parameter()) {
            MathParser.ExpressionContext value = parameter.expression();
            if (value == null && defaults) {
                throw new Refusal(Diagnostic.of(
                                "syntax.positional_after_keyword",
                                "a parameter without a default follows one with a default")
                        .help("put the parameters with a default last")
                        .at(source, span(parameter)));
            }
            defaults = value != null;
            parameters.add(new Statement.Parameter(
                    identifier(parameter.getStart()), value == null ? null : expressions.value(value)));
        }
        return new Statement.FunctionDefinition(
                identifier(context.NAME().getSymbol()),
                List.copyOf(parameters),
                expressions.value(context.expression()),
                span(context));
    }

    Statement declaration(MathParser.DeclarationContext context) {
        @Nullable String role = null;
        List<Identifier> names = new ArrayList<>();
        List<Identifier> facts = new ArrayList<>();
        List<Syntax> dimensions = new ArrayList<>();
        @Nullable Syntax initializer = null;
        @Nullable Token assign = null;
        boolean shapeSeen = false;
        for (ParseTree part : context.children) {
            if (part instanceof TerminalNode node) {
                Token token = node.getSymbol();
                switch (token.getType()) {
                    case MathParser.ROLE -> role = token.getText();
                    case MathParser.NAME -> (shapeSeen ? facts : names).add(identifier(token));
                    case MathParser.COLON -> shapeSeen = true;
                    case MathParser.ASSIGN -> assign = token;
                    default -> {}
                }
            } else if (assign == null) {
                dimensions.add(dimension(expressions.value((MathParser.ExpressionContext) part)));
            } else {
                initializer = expressions.value((MathParser.ExpressionContext) part);
            }
        }
        if (assign != null && !"param".equals(role)) {
            throw new Refusal(Diagnostic.of("syntax.unexpected_token", "only a `param` has an initial value")
                    .help("write param before the name, or define the name without a shape, as in H = X @ W")
                    .at(source, SurfaceBuilder.span(assign)));
        }
        return new Statement.Declaration(
                role, List.copyOf(names), List.copyOf(dimensions), List.copyOf(facts), initializer, span(context));
    }

    /** Sizes are integers, names, and sums and products of them. */
    private Syntax dimension(Syntax size) {
        Deque<Syntax> open = new ArrayDeque<>();
        open.push(size);
        while (!open.isEmpty()) {
            Syntax part = open.pop();
            if (part instanceof Syntax.Chain chain) {
                chain.operators().stream()
                        .filter(operator -> !operator.symbol().equals("+")
                                && !operator.symbol().equals("*"))
                        .findFirst()
                        .ifPresent(operator ->
                                refuseSize("`" + operator.symbol() + "` cannot stand in a size", operator.span()));
                chain.operands().forEach(open::push);
            } else if (part instanceof Syntax.Number number) {
                if (!number.text().chars().allMatch(Character::isDigit)) {
                    refuseSize("the size " + Hints.shorten(number.text()) + " is not an integer", number.span());
                }
            } else if (!(part instanceof Syntax.Name)) {
                refuseSize("this is not a size", part.span());
            }
        }
        return size;
    }

    private void refuseSize(String message, Span span) {
        throw new Refusal(Diagnostic.of("syntax.unexpected_token", message)
                .help("a size is an integer, a name, or a sum or product of them, as in [n, 2 * k + 1]")
                .at(source, span));
    }

    private static Identifier identifier(Token token) {
        return new Identifier(token.getText(), SurfaceBuilder.span(token));
    }

    private static Span span(ParserRuleContext context) {
        return new Span(context.getStart().getStartIndex(), context.getStop().getStopIndex() + 1);
    }
}
