package org.derivata.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.derivata.cli.question.Question;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.EvaluationException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Elaboration;
import org.derivata.core.language.Library;
import org.derivata.core.language.Limits;
import org.derivata.core.language.MathParser;
import org.derivata.core.language.Suggestion;
import org.derivata.core.surface.Program;
import org.derivata.core.surface.Statement;
import org.derivata.symbolic.Formula;

/** Values given as {@code name=value}, where a value is any formula without variables. */
final class Values {

    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*");

    private Values() {}

    /**
     * Reads the values; one option may give several, separated by semicolons.
     *
     * @throws org.derivata.core.diagnostic.MathException when one is not of that form
     */
    static Map<String, Array> read(List<String> given) {
        Map<String, Array> values = new LinkedHashMap<>();
        for (String each : given) {
            Source source = new Source("--let", each);
            Program program = new MathParser(Limits.trusted()).parse(source);
            for (Statement statement : program.statements()) {
                if (!(statement instanceof Statement.Definition)) {
                    throw new ArgumentException(Diagnostic.of("request.let", "this gives no value to a name")
                            .help("write name=value, as in --let x=1.5 or --let \"X=[[1, 2], [3, 4]]\"")
                            .at(source, statement.span()));
                }
            }
            Elaboration read = Elaboration.of(program, Library.standard(), Map.of());
            if (!read.variables().isEmpty()) {
                String name = read.variables().keySet().iterator().next();
                throw new ArgumentException(
                        Diagnostic.of("request.let", "a value has no variables, and this has " + name)
                                .help("give " + name + " a value first, or write a number")
                                .at(source, program.statements().get(0).span()));
            }
            read.definitions().forEach((name, value) -> {
                if (values.put(name, Formula.of(read, value).evaluate(Map.of())) != null) {
                    throw new ArgumentException(Diagnostic.of("request.let", name + " is given a value twice")
                            .help("leave one of the two out")
                            .at(source, program.statements().get(0).span()));
                }
            });
        }
        return values;
    }

    /** Whether a text is one name. */
    static boolean isName(String text) {
        return WORD.matcher(text).matches();
    }

    /** Whether a word stands in a text. */
    static boolean mentions(String text, String word) {
        return WORD.matcher(text).results().anyMatch(each -> each.group().equals(word));
    }

    /**
     * Refuses values of names that are in no formula: nothing would tell a slip of the finger. A name may serve another value of its option.
     *
     * @throws ArgumentException {@code request.let}
     */
    static void requireKnown(Collection<String> names, Question question, List<String> given) {
        Set<String> known = new TreeSet<>(question.shapes().keySet());
        WORD.matcher(question.text()).results().forEach(each -> known.add(each.group()));
        for (String name : names) {
            boolean helps = given.stream()
                    .anyMatch(each -> WORD.matcher(each)
                                    .results()
                                    .filter(word -> word.group().equals(name))
                                    .count()
                            > 1);
            if (!known.contains(name) && !helps) {
                throw new ArgumentException(Diagnostic.of("request.let", "the formula has no " + name)
                        .help(Suggestion.nearest(name, known)
                                .map(each -> "did you mean " + each + "?")
                                .orElse("leave out --let " + name + "=...")));
            }
        }
    }

    /** Tells how to give the values that are missing. */
    static EvaluationException missing(Collection<Variable> variables, Collection<String> given) {
        List<Variable> missing =
                variables.stream().filter(each -> !given.contains(each.name())).toList();
        String names = missing.stream().map(Variable::name).collect(Collectors.joining(", "));
        String options = missing.stream()
                .map(each -> each.rank() == 0
                        ? "--let " + each.name() + "=1.5"
                        : "--let \"" + each.name() + "=" + "[".repeat(each.rank()) + "1, 2, ..."
                                + "]".repeat(each.rank()) + "\"")
                .collect(Collectors.joining(" "));
        return new EvaluationException(
                Diagnostic.of("value.missing", "there is no value for " + names).help("give it with " + options));
    }
}
