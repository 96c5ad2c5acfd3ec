package org.derivata.core.language;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.LimitException;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.diagnostic.NameException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.diagnostic.SyntaxException;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.Products;
import org.derivata.core.expr.Variable;
import org.derivata.core.operator.Fact;
import org.derivata.core.shape.Shape;
import org.derivata.core.surface.Program;
import org.derivata.core.surface.Statement;
import org.derivata.core.surface.Syntax;
import org.jspecify.annotations.Nullable;

/**
 * A text with its meaning: the declared variables, the definitions and the result, as core expressions.
 *
 * @param limits that the text was held to, and what is made of it is
 * @param variables in the order of declaration
 * @param definitions in the order of the text
 * @param result the final expression, or the definition called {@code loss}, or the last one; empty for declarations alone
 * @param guards sizes that must turn out equal
 * @param order where the text first has an expression, for printing in the author's order
 */
public record Elaboration(
        Program program,
        Library library,
        Limits limits,
        Map<String, Variable> variables,
        Map<String, Expr> definitions,
        Optional<Expr> result,
        List<Guard> guards,
        Map<Expr, Integer> order) {

    /** The result, or an error that says that the text computes nothing. */
    public Expr requireResult() {
        return result.orElseThrow(() -> {
            int end = program.source().text().length();
            return new SyntaxException(Diagnostic.of("syntax.empty", "the text declares names but computes nothing")
                    .help("end it with an expression, or with a definition such as loss = ...")
                    .at(program.source(), new Span(end, end)));
        });
    }

    /**
     * Elaborates a program from a stranger.
     *
     * @param given variables declared outside the text; with any of them, or with a declaration in the text, every name must be declared
     */
    public static Elaboration of(Program program, Library library, Map<String, Variable> given) {
        return of(program, library, given, Limits.defaults());
    }

    /**
     * Elaborates a program.
     *
     * @throws org.derivata.core.diagnostic.LimitException when its functions, written out, ask for more than is allowed
     */
    public static Elaboration of(Program program, Library library, Map<String, Variable> given, Limits limits) {
        return new Reader(program, library, given, limits, null).read();
    }

    /**
     * The same text with the last meaning of a defined name as a variable, of the shape of its value and with no fact but that: what uses the
     * name, uses the variable.
     */
    public Elaboration free(String name) {
        return new Reader(program, library, variables, limits, name).read();
    }

    private static final int MOST_ERRORS = 30;

    private static final class Reader {

        private final Program program;
        private final Library library;
        private final Source source;
        private final Scope scope = Scope.open();
        private final Map<String, Variable> variables;
        private final Map<String, Expr> definitions = new LinkedHashMap<>();
        private final List<Guard> guards = new ArrayList<>();
        private final Map<Expr, Integer> order = new HashMap<>();
        private final Elaborator elaborator;
        private final Limits limits;
        private final Map<String, Span> places = new HashMap<>();
        private final @Nullable String freed;
        private @Nullable Expr last;

        Reader(Program program, Library library, Map<String, Variable> given, Limits limits, @Nullable String freed) {
            this.freed = freed;
            this.program = program;
            this.library = library;
            this.limits = limits;
            this.source = program.source();
            this.variables = new LinkedHashMap<>(given);
            this.elaborator = new Elaborator(library, source, guards, order, limits);
            given.forEach(scope::define);
            boolean declares = !given.isEmpty();
            for (Statement each : program.statements()) {
                declares |= each instanceof Statement.Declaration;
            }
            if (declares) {
                scope.close();
            }
        }

        Elaboration read() {
            List<MathException> problems = new ArrayList<>();
            Set<String> broken = new HashSet<>();
            for (Statement statement : program.statements()) {
                if (!broken.isEmpty() && mentions(statement, broken)) {
                    broken.addAll(defined(statement));
                    continue;
                }
                try {
                    read(statement);
                } catch (MathException problem) {
                    problems.add(problem);
                    broken.addAll(defined(statement));
                    if (problem instanceof LimitException || problems.size() == MOST_ERRORS) {
                        break;
                    }
                }
            }
            if (problems.size() == 1) {
                throw problems.get(0);
            } else if (!problems.isEmpty()) {
                throw problems.get(0).and(problems.subList(1, problems.size()));
            }
            return flattened();
        }

        /** What follows from a mistake is no news: a statement that uses a name whose definition failed is passed over. */
        private static boolean mentions(Statement statement, Set<String> broken) {
            Deque<Syntax> open = new ArrayDeque<>(statement.values());
            while (!open.isEmpty()) {
                Syntax part = open.pop();
                if ((part instanceof Syntax.Name name && broken.contains(name.name()))
                        || (part instanceof Syntax.Call call && broken.contains(call.name()))) {
                    return true;
                }
                part.children().forEach(open::push);
            }
            return false;
        }

        private static List<String> defined(Statement statement) {
            return statement.defines().stream().map(Statement.Identifier::name).toList();
        }

        private void read(Statement statement) {
            if (statement instanceof Statement.Declaration declaration) {
                declare(declaration);
            } else if (statement instanceof Statement.Definition definition) {
                define(statement, definition.name(), value(definition));
            } else if (statement instanceof Statement.Unpacking unpacking) {
                List<Expr> parts = parts(unpacking);
                for (int i = 0; i < parts.size(); i++) {
                    define(statement, unpacking.names().get(i), parts.get(i));
                }
            } else if (statement instanceof Statement.FunctionDefinition function) {
                scope.define(function);
            } else if (statement instanceof Statement.Expression expression) {
                last = elaborator.elaborate(expression.value(), scope);
                definitions.remove("");
                definitions.put("", last);
            }
        }

        private void define(Statement statement, Statement.Identifier name, Expr value) {
            last = isFreed(statement, name.name()) ? Variable.of(name.name(), value.shape()) : value;
            definitions.put(name.name(), last);
            scope.define(name.name(), last);
        }

        private boolean isFreed(Statement statement, String name) {
            List<Statement> statements = program.statements();
            return name.equals(freed)
                    && statements.subList(statements.indexOf(statement) + 1, statements.size()).stream()
                            .filter(each -> !(each instanceof Statement.FunctionDefinition))
                            .noneMatch(each -> defined(each).contains(name));
        }

        private List<Expr> parts(Statement.Unpacking unpacking) {
            List<Syntax> values = unpacking.values();
            return values.size() == 1
                    ? elaborator.unpacked(values.get(0), unpacking.names().size(), scope)
                    : values.stream()
                            .map(each -> elaborator.elaborate(each, scope))
                            .toList();
        }

        private Expr value(Statement.Definition definition) {
            try {
                return elaborator.elaborate(definition.value(), scope);
            } catch (NameException unknown) {
                boolean shape = definition.value() instanceof Syntax.Brackets brackets
                        && brackets.elements().stream()
                                .allMatch(each -> each instanceof Syntax.Name || each instanceof Syntax.Number);
                String name = definition.name().name();
                throw shape
                        ? new NameException(unknown.diagnostic()
                                .help("after = stands a value; a shape is declared with a colon, as in " + name
                                        + ": [n, d]"))
                        : unknown;
            }
        }

        private void declare(Statement.Declaration declaration) {
            declaration.dimensions().forEach(this::place);
            Shape shape = shape(declaration);
            Set<Fact> facts = java.util.EnumSet.noneOf(Fact.class);
            for (Statement.Identifier word : declaration.facts()) {
                facts.add(fact(word, shape));
            }
            for (Statement.Identifier name : declaration.names()) {
                Variable variable = Variable.of(name.name(), shape, facts);
                variables.put(name.name(), variable);
                scope.define(name.name(), variable);
            }
        }

        private Shape shape(Statement.Declaration declaration) {
            try {
                return new Shape(declaration.dimensions().stream()
                        .map(each -> StaticValue.dimension(each, source))
                        .toList());
            } catch (MathException wrong) {
                throw wrong.at(source, declaration.span());
            }
        }

        private void place(Syntax size) {
            if (size instanceof Syntax.Name name) {
                places.putIfAbsent(name.name(), name.span());
            }
            size.children().forEach(this::place);
        }

        private Fact fact(Statement.Identifier word, Shape shape) {
            Fact fact = Fact.named(word.name()).orElseThrow(() -> {
                List<String> known =
                        java.util.Arrays.stream(Fact.values()).map(Fact::word).toList();
                return new NameException(Diagnostic.of("name.unknown_fact", "there is no fact " + word.name())
                        .help(Suggestion.nearest(word.name(), known)
                                .map(each -> "did you mean " + each + "?")
                                .orElse("facts are " + String.join(", ", known)))
                        .at(source, word.span()));
            });
            if (!fact.fits(shape)) {
                throw new org.derivata.core.diagnostic.ShapeException(
                        Diagnostic.of("shape.fact", "an array of shape " + shape + " cannot be " + word.name())
                                .help(
                                        fact == Fact.ONE_HOT || fact == Fact.ROWS_SUM_TO_ONE
                                                ? word.name() + " speaks of the last axis"
                                                : word.name() + " speaks of square matrices, such as A: [n, n]")
                                .at(source, word.span()));
            }
            return fact;
        }

        private Elaboration flattened() {
            List<Expr> nodes = Graph.postOrder(definitions.values());
            boolean areFlat = Products.areFlat(nodes);
            List<Expr> roots = areFlat ? List.copyOf(definitions.values()) : Products.flatten(definitions.values());
            Map<String, Expr> named = new LinkedHashMap<>();
            int next = 0;
            for (Map.Entry<String, Expr> each : definitions.entrySet()) {
                Expr flat = roots.get(next++);
                Integer place = order.get(each.getValue());
                if (place != null) {
                    order.putIfAbsent(flat, place);
                }
                named.put(each.getKey(), flat);
            }
            Expr result = named.get("");
            List<Statement> statements = program.statements();
            boolean endsWithExpression =
                    !statements.isEmpty() && statements.get(statements.size() - 1) instanceof Statement.Expression;
            if (!endsWithExpression && last != null) {
                result = named.getOrDefault("loss", roots.get(roots.size() - 1));
            }
            named.remove("");
            for (Expr each : areFlat ? nodes : Graph.postOrder(roots)) {
                if (each instanceof Variable variable) {
                    variables.putIfAbsent(variable.name(), variable);
                }
            }
            return new Elaboration(
                    program,
                    library,
                    limits,
                    variables,
                    named,
                    Optional.ofNullable(result),
                    guards.isEmpty()
                            ? List.of()
                            : guards.stream()
                                    .distinct()
                                    .map(each -> each.declaredAt(places))
                                    .toList(),
                    order);
        }
    }

    /** An expression of a text of its own, as a convenience for one line. */
    public static Elaboration of(String text, Library library, Map<String, Variable> given, Limits limits) {
        return of(new MathParser(limits).parse(Source.formula(text)), library, given, limits);
    }

    /** The syntax of the final expression, when the text ends with one. */
    public Optional<Syntax> finalExpression() {
        List<Statement> statements = program.statements();
        return !statements.isEmpty() && statements.get(statements.size() - 1) instanceof Statement.Expression expression
                ? Optional.of(expression.value())
                : Optional.empty();
    }
}
