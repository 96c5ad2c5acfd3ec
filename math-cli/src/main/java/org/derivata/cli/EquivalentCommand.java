package org.derivata.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.derivata.cli.jsonl.Responses;
import org.derivata.cli.question.Question;
import org.derivata.cli.question.Solver;
import org.derivata.symbolic.Equivalence;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code math equivalent}. */
@Command(
        name = "equivalent",
        description = "Tells whether two formulas are equal wherever both have a value:"
                + " proved by rewriting, refuted by a point, or unknown.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  math equivalent \"sin(2*x)\" \"2 * sin(x) * cos(x)\"",
            "  math equivalent \"(A @ B).T\" \"A.T @ B.T\" --shape \"A, B: [n, n]\"",
            "",
            "Exit code 1 tells that they differ, 3 that it is not known."
        })
final class EquivalentCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final FormulaOptions formula = new FormulaOptions();

    @Option(names = "--to", paramLabel = "EXPR", description = "The other formula, where it does not follow the first.")
    private @Nullable String other;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    EquivalentCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        String second = other == null ? formula.takeSecond() : FormulaOptions.typed(other);
        if (second == null) {
            throw formula.usage("two formulas are wanted, each in quotes, as in \"sin(2*x)\" \"2 * sin(x) * cos(x)\"");
        }
        Question question = formula.question(terminal);
        Equivalence found = Solver.formula(question).algebra().equivalent(Solver.formula(question.text(second)));
        if (formula.json()) {
            terminal.out().println(Responses.text(found));
        } else {
            tell(found);
        }
        return found instanceof Equivalence.Proved
                ? ExitCode.DONE
                : found instanceof Equivalence.Refuted ? ExitCode.FAILED : ExitCode.LIMIT;
    }

    private void tell(Equivalence found) {
        if (found instanceof Equivalence.Refuted refuted) {
            terminal.out().println("different: at");
            refuted.point().forEach((name, value) -> print(name, NumberText.of(value)));
            terminal.out().println("the values are");
            print("first", NumberText.of(refuted.left()));
            print("second", NumberText.of(refuted.right()));
        } else if (found instanceof Equivalence.Unknown unknown) {
            terminal.out().println("unknown: no proof was found, and no difference at " + unknown.points() + " points");
        } else {
            terminal.out().println("equivalent");
        }
    }

    private void print(String name, String value) {
        String indent = "  " + name + " = ";
        terminal.out().println(indent + value.replace("\n", "\n" + " ".repeat(indent.length())));
    }
}
