package org.derivata.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.derivata.cli.jsonl.JsonLines;
import org.derivata.cli.jsonl.Responses;
import org.derivata.cli.question.Answer;
import org.derivata.cli.question.EngineChoice;
import org.derivata.cli.question.Question;
import org.derivata.cli.question.Solver;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.EvaluationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code math eval}. */
@Command(
        name = "eval",
        description = "Prints the value of a formula, and its derivatives' values.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  math eval \"x**2 * sin(x)\" --let x=1.5 --grad x",
            "  math eval \"X @ X.T\" --let \"X=[[1, 2], [3, 4]]\"",
            "  math eval --jsonl < requests > responses"
        })
final class EvalCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final FormulaOptions formula = new FormulaOptions();

    @Option(
            names = "--let",
            paramLabel = "NAME=VALUE",
            description = "The value of a variable: a number, nested brackets, or a formula without variables.")
    private List<String> values = new ArrayList<>();

    @Option(names = "--grad", paramLabel = "NAME", description = "Its gradient too; several with commas.")
    private @Nullable List<String> gradients;

    @Option(names = "--hessian", description = "With --grad, the matrix of second derivatives too.")
    private boolean hessian;

    @Option(names = "--jacobian", description = "With --grad, for an array: rows its entries, columns the variable's.")
    private boolean jacobian;

    @Option(names = "--engine", paramLabel = "ENGINE", description = "Who computes: reference, compiled or ojalgo.")
    private @Nullable String engine;

    @Option(names = "--jsonl", description = "Answer requests, one JSON object a line, from standard input.")
    private boolean lines;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    EvalCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (lines) {
            if (formula.hasText()) {
                throw formula.usage("--jsonl reads its formulas from standard input");
            }
            new JsonLines(terminal.in(), terminal.out()).run();
            return ExitCode.DONE;
        }
        Question asked = formula.question(terminal);
        Map<String, Array> inputs = Values.read(values);
        Question question = asked.inputs(inputs)
                .wrt(FormulaOptions.names(gradients))
                .order(hessian ? 2 : 1)
                .jacobian(jacobian);
        Answer answer = answer(engine == null ? question : question.engine(engine(engine)));
        // last: a name that the formula lacks is a better clue than a value that it does not need
        Values.requireKnown(inputs.keySet(), asked, values);
        if (formula.json()) {
            terminal.out().println(Responses.text(answer));
        } else {
            print(answer);
        }
        return ExitCode.DONE;
    }

    private static Answer answer(Question question) {
        try {
            return Solver.answer(question);
        } catch (EvaluationException wrong) {
            throw wrong.code().equals("value.missing")
                    ? Values.missing(
                            Solver.formula(question).variables().values(),
                            question.inputs().keySet())
                    : wrong;
        }
    }

    private EngineChoice engine(String word) {
        return EngineChoice.named(word)
                .orElseThrow(
                        () -> formula.usage("there is no engine " + word + "; engines are " + EngineChoice.words()));
    }

    private void print(Answer answer) {
        Array value = answer.value();
        if (value == null) {
            print("shape", answer.shape().toString());
            return;
        }
        if (answer.gradients().isEmpty() && answer.jacobians().isEmpty()) {
            terminal.out().println(NumberText.of(value));
            return;
        }
        print("value", NumberText.of(value));
        print("grad ", answer.gradients());
        if (answer.hessian() != null) {
            print("hessian", NumberText.of(answer.hessian()));
        }
        print("jacobian ", answer.jacobians());
    }

    private void print(String kind, Map<String, Array> arrays) {
        arrays.forEach((name, array) -> print(kind + name, NumberText.of(array)));
    }

    private void print(String name, String text) {
        terminal.out().println(name + (text.indexOf('\n') < 0 ? ": " : ":\n") + text);
    }
}
