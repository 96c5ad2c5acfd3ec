package org.derivata.core.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.LimitException;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.diagnostic.SyntaxException;
import org.derivata.core.language.TokenReader.Line;
import org.derivata.core.language.grammar.MathParser.DeclarationContext;
import org.derivata.core.language.grammar.MathParser.DefinitionContext;
import org.derivata.core.language.grammar.MathParser.ExpressionContext;
import org.derivata.core.language.grammar.MathParser.FunctionDefinitionContext;
import org.derivata.core.surface.Program;
import org.derivata.core.surface.Statement;
import org.derivata.core.surface.Syntax;

/**
 * Reads text into the surface tree. Nothing is evaluated and no name is looked up; time and memory grow linearly with the text.
 *
 * <p>Immutable, for use by many threads.
 */
public final class MathParser {

    private static final int MOST_ERRORS = 30;

    /** Nesting that fits on any thread's stack; deeper text (only under raised limits) is read on a thread of its own. */
    private static final int SHALLOW = 500;

    private static final long STACK_PER_LEVEL = 2_000;
    private static final long LARGEST_STACK = 1L << 30;

    private final Limits limits;

    /** A parser for text from strangers, with {@link Limits#defaults()}. */
    public MathParser() {
        this(Limits.defaults());
    }

    public MathParser(Limits limits) {
        this.limits = limits;
    }

    /** The limits this parser holds a text to. */
    public Limits limits() {
        return limits;
    }

    /**
     * The statements of a text; at least one.
     *
     * @throws SyntaxException when the text is not in the language; it tells of up to 30 statements, one error each
     * @throws org.derivata.core.diagnostic.ArgumentException when a call names an argument twice
     * @throws LimitException when the text is longer, deeper or larger than allowed
     */
    public Program parse(Source source) {
        TokenReader reader = read(source);
        return onDeepStack(source, reader.depth(), () -> {
            List<Statement> statements = statements(source, reader);
            if (statements.isEmpty()) {
                throw new SyntaxException(Diagnostic.of("syntax.empty", "there is no formula here")
                        .help("write one, as in sum((X @ w - y)**2)")
                        .at(source, Span.NONE));
            }
            return new Program(source, List.copyOf(statements));
        });
    }

    /**
     * A text that is one expression, without declarations or definitions.
     *
     * @throws MathException as {@link #parse}
     */
    public Syntax parseExpression(Source source) {
        Program program = parse(source);
        for (Statement statement : program.statements()) {
            if (!(statement instanceof Statement.Expression)) {
                throw new SyntaxException(Diagnostic.of(
                                "syntax.unexpected_token",
                                "one expression is wanted here, not a definition or declaration")
                        .help("leave out the name and the sign behind it")
                        .at(source, statement.span()));
            }
        }
        if (program.statements().size() > 1) {
            throw new SyntaxException(
                    Diagnostic.of("syntax.unexpected_token", "one expression is wanted here, not several")
                            .help("put brackets around an expression that goes over several lines")
                            .at(source, program.statements().get(1).span()));
        }
        return ((Statement.Expression) program.statements().get(0)).value();
    }

    private TokenReader read(Source source) {
        int length = source.text().length();
        if (length > limits.characters()) {
            throw new LimitException(Diagnostic.of(
                            "limit.length",
                            "this text has " + length + " characters; the limit for its length is "
                                    + limits.characters())
                    .help("raise it with Limits.withCharacters(" + length
                            + "), or use Limits.trusted() for your own text")
                    .at(source, new Span(limits.characters(), limits.characters())));
        }
        return TokenReader.read(source, limits);
    }

    private List<Statement> statements(Source source, TokenReader reader) {
        Tokens tokens = reader.stream();
        org.derivata.core.language.grammar.MathParser parser =
                new org.derivata.core.language.grammar.MathParser(tokens);
        parser.removeErrorListeners();
        parser.setErrorHandler(new StopAtFirstError());
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        StatementBuilder builder = new StatementBuilder(source, new SurfaceBuilder(source, limits));
        List<Statement> statements = new ArrayList<>();
        List<Diagnostic> problems = new ArrayList<>();
        for (Line line : reader.lines()) {
            tokens.seek(line.start());
            try {
                statements.add(statement(parser, tokens, line, builder));
            } catch (StopAtFirstError.Stop stop) {
                problems.add(Complaint.about(source, reader, line, tokens.index()));
            } catch (Refusal refusal) {
                problems.add(refusal.diagnostic());
            }
            if (problems.size() == MOST_ERRORS || (!problems.isEmpty() && isLimit(problems))) {
                break;
            }
        }
        if (!problems.isEmpty()) {
            throw Refusal.exception(problems);
        }
        return statements;
    }

    private static boolean isLimit(List<Diagnostic> problems) {
        return problems.get(problems.size() - 1).code().startsWith("limit.");
    }

    private static Statement statement(
            org.derivata.core.language.grammar.MathParser parser, Tokens tokens, Line line, StatementBuilder builder) {
        Supplier<Statement> made = switch (line.kind()) {
            case DECLARATION -> {
                DeclarationContext context = parser.declaration();
                yield () -> builder.declaration(context);
            }
            case DEFINITION -> {
                DefinitionContext context = parser.definition();
                yield () -> builder.definition(context);
            }
            case FUNCTION -> {
                FunctionDefinitionContext context = parser.functionDefinition();
                yield () -> builder.function(context);
            }
            case FORMULA -> {
                ExpressionContext context = parser.expression();
                yield () -> builder.formula(context);
            }
        };
        // a rule ends where its last token does not go on: the statement must end there too
        if (tokens.index() != line.end()) {
            throw new StopAtFirstError.Stop();
        }
        return made.get();
    }

    private static <R> R onDeepStack(Source source, int depth, Supplier<R> work) {
        if (depth <= SHALLOW) {
            return work.get();
        }
        DeepStack<R> deep = new DeepStack<>(work, Math.min(LARGEST_STACK, STACK_PER_LEVEL * depth));
        try {
            return deep.run();
        } catch (StackOverflowError | OutOfMemoryError tooDeep) {
            throw new LimitException(Diagnostic.of(
                            "limit.depth", "this formula nests " + depth + " levels, deeper than this machine can read")
                    .help("define parts of it under names of their own; Limits.withDepth(n) refuses such text early")
                    .at(source, Span.NONE));
        }
    }
}
