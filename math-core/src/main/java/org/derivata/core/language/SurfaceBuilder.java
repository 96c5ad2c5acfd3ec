package org.derivata.core.language;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNodeImpl;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.language.grammar.MathParser;
import org.derivata.core.surface.Syntax;
import org.derivata.core.surface.Syntax.Infix;
import org.derivata.core.surface.Syntax.Level;
import org.derivata.core.surface.Syntax.Subscript;
import org.jspecify.annotations.Nullable;

/**
 * Makes surface expressions of what the grammar has recognised. It descends with the brackets of the text and with nothing else.
 *
 * <p>Child lists are walked by index: the generated accessors search from the front each time. Children are told apart by class: asking for an
 * interface costs the virtual machine a search.
 */
final class SurfaceBuilder {

    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private final Source source;
    private final int nodeLimit;
    private int nodes;

    SurfaceBuilder(Source source, Limits limits) {
        this.source = source;
        this.nodeLimit = limits.nodes();
    }

    /** An expression where a value is wanted: neither a tuple nor a text. */
    Syntax value(MathParser.ExpressionContext context) {
        return asValue(expression(context));
    }

    /** An expression where a function may want axes, sizes or a text. */
    Syntax expression(ParserRuleContext context) {
        List<ParseTree> parts = context.children;
        if (parts.size() == 1) {
            return operand((ParserRuleContext) parts.get(0));
        }
        Precedence precedence = new Precedence(source);
        boolean afterOperand = false;
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof ParserRuleContext operand) {
                precedence.operand(
                        asValue(operand(operand)),
                        operand.getStart().getStartIndex(),
                        operand.getStop().getStopIndex() + 1);
                afterOperand = true;
            } else {
                operator(precedence, token(parts.get(i)), afterOperand);
                afterOperand = false;
            }
        }
        Token last = context.getStop();
        int end = last.getStopIndex() + 1;
        return counted(
                precedence.finish(new Span(end, end), end == source.text().length()));
    }

    private void operator(Precedence precedence, Token token, boolean binary) {
        Span span = span(token);
        if (!binary) {
            precedence.prefix(new Infix(symbol(token), span));
            countOne(span);
            return;
        }
        switch (token.getType()) {
            case MathParser.IF -> precedence.condition(new Infix("if", span));
            case MathParser.ELSE -> precedence.otherwise(new Infix("else", span));
            default -> precedence.infix(level(token.getType()), new Infix(symbol(token), span));
        }
    }

    private static Level level(int type) {
        return switch (type) {
            case MathParser.OR -> Level.OR;
            case MathParser.AND -> Level.AND;
            case MathParser.PLUS, MathParser.MINUS -> Level.SUM;
            case MathParser.TIMES, MathParser.DIVIDE, MathParser.MATMUL -> Level.PRODUCT;
            case MathParser.POWER -> Level.POWER;
            default -> Level.COMPARISON;
        };
    }

    private static String symbol(Token token) {
        return switch (token.getType()) {
            case MathParser.PLUS -> "+";
            case MathParser.MINUS -> "-";
            case MathParser.TIMES -> "*";
            case MathParser.DIVIDE -> "/";
            case MathParser.MATMUL -> "@";
            case MathParser.POWER -> "**";
            case MathParser.LESS -> "<";
            case MathParser.LESS_EQUAL -> "<=";
            case MathParser.GREATER -> ">";
            case MathParser.GREATER_EQUAL -> ">=";
            case MathParser.EQUAL -> "==";
            case MathParser.NOT_EQUAL -> "!=";
            case MathParser.AND -> "and";
            case MathParser.OR -> "or";
            default -> "not";
        };
    }

    private Syntax operand(ParserRuleContext context) {
        List<ParseTree> parts = context.children;
        int start = context.getStart().getStartIndex();
        Syntax made = atom(context);
        int next = parts.size() > 1 && isRule(parts.get(1), MathParser.RULE_arguments) ? 2 : 1;
        if (next < parts.size()) {
            asValue(made);
        }
        while (next < parts.size()) {
            ParseTree part = parts.get(next);
            if (isRule(part, MathParser.RULE_index)) {
                ParserRuleContext index = (ParserRuleContext) part;
                made = counted(new Syntax.Index(made, subscripts(index), new Span(start, end(index))));
                next++;
            } else if (token(part).getType() == MathParser.TRANSPOSE) {
                made = counted(new Syntax.Transpose(made, new Span(start, end(token(part)))));
                next++;
            } else if (token(part).getType() == MathParser.SUPERSCRIPT) {
                made = superscript(made, token(part), start);
                next++;
            } else {
                Token name = token(parts.get(next + 1));
                boolean call = next + 2 < parts.size() && isRule(parts.get(next + 2), MathParser.RULE_arguments);
                made = call
                        ? method(made, name, (ParserRuleContext) parts.get(next + 2), start)
                        : attribute(made, name, start);
                next += call ? 3 : 2;
            }
        }
        return made;
    }

    /** {@code x²}: the power {@code x**2}. */
    private Syntax superscript(Syntax operand, Token token, int start) {
        StringBuilder digits = new StringBuilder();
        token.getText().chars().forEach(each -> digits.append(SUPERSCRIPTS.indexOf(each)));
        Syntax exponent = counted(new Syntax.Number(digits.toString(), span(token)));
        return counted(new Syntax.Chain(
                Level.POWER,
                List.of(operand, exponent),
                List.of(new Infix("**", span(token))),
                new Span(start, end(token))));
    }

    private Syntax atom(ParserRuleContext context) {
        if (context.children.get(0) instanceof ParserRuleContext inner) {
            return inner.getRuleIndex() == MathParser.RULE_group ? group(inner) : brackets(inner);
        }
        Token token = token(context.children.get(0));
        Span span = span(token);
        return switch (token.getType()) {
            case MathParser.NUMBER -> counted(new Syntax.Number(token.getText(), span));
            case MathParser.TEXT -> counted(new Syntax.Text(token.getText(), span));
            default -> {
                List<ParseTree> parts = context.children;
                if (parts.size() > 1 && isRule(parts.get(1), MathParser.RULE_arguments)) {
                    ParserRuleContext arguments = (ParserRuleContext) parts.get(1);
                    List<Syntax.Argument> given = arguments(arguments, null);
                    Span whole = new Span(span.start(), end(arguments));
                    yield counted(new Syntax.Call(token.getText(), span, given, false, whole));
                }
                yield counted(new Syntax.Name(token.getText(), span));
            }
        };
    }

    private Syntax attribute(Syntax operand, Token name, int start) {
        Span span = new Span(start, end(name));
        if (name.getText().equals("T")) {
            return counted(new Syntax.Transpose(operand, span));
        }
        if (name.getText().equals("t")) {
            throw new Refusal(Diagnostic.of("syntax.unexpected_token", "there is no `.t` without brackets")
                    .help("a transpose is written with a capital: X.T, or X'")
                    .at(source, span(name)));
        }
        return counted(new Syntax.Attribute(operand, name.getText(), span(name), span));
    }

    private Syntax method(Syntax operand, Token name, ParserRuleContext arguments, int start) {
        if (name.getText().equals("T")) {
            throw new Refusal(Diagnostic.of("syntax.unexpected_token", "`.T` is not called with brackets")
                    .help("a product is written with * or @, as in X.T @ y")
                    .at(source, span(arguments.getStart())));
        }
        List<Syntax.Argument> given = arguments(arguments, operand);
        return counted(new Syntax.Call(name.getText(), span(name), given, true, new Span(start, end(arguments))));
    }

    private List<Syntax.Argument> arguments(ParserRuleContext context, @Nullable Syntax receiver) {
        List<Syntax.Argument> arguments = new ArrayList<>(context.children.size() / 2);
        if (receiver != null) {
            arguments.add(new Syntax.Argument(null, receiver, receiver.span()));
        }
        Set<String> keywords = Set.of();
        for (ParseTree part : context.children) {
            if (part instanceof ParserRuleContext argument) {
                if (keywords.isEmpty() && argument.children.size() > 1) {
                    keywords = new HashSet<>();
                }
                arguments.add(argument(argument, keywords));
            }
        }
        return List.copyOf(arguments);
    }

    private Syntax.Argument argument(ParserRuleContext context, Set<String> keywords) {
        Span span = new Span(context.getStart().getStartIndex(), end(context));
        if (context.children.size() == 1) {
            if (!keywords.isEmpty()) {
                throw new Refusal(Diagnostic.of(
                                "syntax.positional_after_keyword", "an argument without a name follows one with a name")
                        .help("put it before the arguments written name=value")
                        .at(source, span));
            }
            return new Syntax.Argument(null, expression((ParserRuleContext) context.children.get(0)), span);
        }
        Token keyword = token(context.children.get(0));
        if (!keywords.add(keyword.getText())) {
            throw new Refusal(Diagnostic.of("keyword.repeated", "`" + keyword.getText() + "` is given twice")
                    .help("leave one of them out")
                    .at(source, span(keyword)));
        }
        return new Syntax.Argument(keyword.getText(), expression((ParserRuleContext) context.children.get(2)), span);
    }

    private Syntax group(ParserRuleContext context) {
        List<ParseTree> parts = context.children;
        if (parts.size() == 3) {
            return expression((ParserRuleContext) parts.get(1));
        }
        return counted(
                new Syntax.Tuple(elements(context), new Span(context.getStart().getStartIndex(), end(context))));
    }

    private Syntax brackets(ParserRuleContext context) {
        return counted(new Syntax.Brackets(
                elements(context), new Span(context.getStart().getStartIndex(), end(context))));
    }

    private List<Syntax> elements(ParserRuleContext context) {
        List<Syntax> elements = new ArrayList<>(context.children.size() / 2);
        for (ParseTree part : context.children) {
            if (part instanceof ParserRuleContext element) {
                elements.add(expression(element));
            }
        }
        return List.copyOf(elements);
    }

    private List<Subscript> subscripts(ParserRuleContext context) {
        List<Subscript> subscripts = new ArrayList<>(context.children.size() / 2);
        for (ParseTree part : context.children) {
            if (part instanceof ParserRuleContext subscript) {
                subscripts.add(subscript(subscript));
            }
        }
        return List.copyOf(subscripts);
    }

    private Subscript subscript(ParserRuleContext context) {
        Span span = new Span(context.getStart().getStartIndex(), end(context));
        @Nullable Syntax[] bounds = new @Nullable Syntax[3];
        int colons = 0;
        for (ParseTree part : context.children) {
            if (part instanceof ParserRuleContext bound) {
                bounds[colons] = expression(bound);
            } else if (token(part).getType() == MathParser.COLON) {
                colons++;
            } else {
                return new Subscript.Ellipsis(span);
            }
        }
        Syntax first = bounds[0];
        if (colons == 0 && first != null) {
            return new Subscript.At(first, span);
        }
        return new Subscript.Slice(bounds[0], bounds[1], bounds[2], span);
    }

    Syntax asValue(Syntax given) {
        if (given instanceof Syntax.Tuple tuple) {
            Span at = tuple.elements().size() > 1 ? tuple.elements().get(1).span() : tuple.span();
            throw new Refusal(Diagnostic.of(
                            "syntax.unexpected_token", "values separated by commas in round brackets are not a value")
                    .help("an array is written with square brackets, as in [1, 2]; axes and sizes stand inside a call")
                    .at(source, at));
        }
        if (given instanceof Syntax.Text text) {
            throw new Refusal(Diagnostic.of("syntax.unexpected_token", "a quoted text is not a value")
                    .help("names stand without quotes; only functions such as einsum take a text")
                    .at(source, text.span()));
        }
        return given;
    }

    private <S extends Syntax> S counted(S node) {
        countOne(node.span());
        return node;
    }

    private void countOne(Span span) {
        if (++nodes > nodeLimit) {
            throw new Refusal(Diagnostic.of(
                            "limit.nodes", "this text has more than " + nodeLimit + " parts, the limit for a text")
                    .help("raise it with Limits.withNodes(n), or use Limits.trusted() for your own text")
                    .at(source, span));
        }
    }

    static Span span(Token token) {
        return new Span(token.getStartIndex(), end(token));
    }

    private static int end(Token token) {
        return token.getStopIndex() + 1;
    }

    private static int end(ParserRuleContext context) {
        return end(context.getStop());
    }

    private static Token token(ParseTree leaf) {
        return ((TerminalNodeImpl) leaf).symbol;
    }

    private static boolean isRule(ParseTree part, int rule) {
        return part instanceof ParserRuleContext context && context.getRuleIndex() == rule;
    }
}
