package org.derivata.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.derivata.cli.jsonl.Responses;
import org.derivata.cli.question.Explanation;
import org.derivata.symbolic.HelpfulFact;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code math explain}. */
@Command(
        name = "explain",
        description =
                "Shows how a formula is understood, what is done to it before it is evaluated, and what can go wrong.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  math explain \"log(1 + exp(x)) + log(y)\"",
            "  math explain \"x @ A @ x\" --shape \"x: [n]; A: [n, n]\" --wrt x"
        })
final class ExplainCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final FormulaOptions formula = new FormulaOptions();

    @Option(names = "--wrt", paramLabel = "NAME", description = "Explain the gradient by this variable, too.")
    private @Nullable String by;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Explanation told = Explanation.of(formula.question(terminal), Optional.ofNullable(by));
        if (formula.json()) {
            terminal.out().println(Responses.text(told));
            return ExitCode.DONE;
        }
        tell(told, terminal.out()::println);
        return ExitCode.DONE;
    }

    /** The explanation, line by line. */
    static void tell(Explanation told, Consumer<String> line) {
        line.accept("formula    " + told.typed());
        line.accept("shape      "
                + (told.typed().shape().isScalar() ? "a number" : told.typed().shape()));
        line.accept("evaluated  " + told.stable());
        if (!told.steps().isEmpty()) {
            line.accept("");
            line.accept("rules that were used");
        }
        for (Explanation.Step each : told.steps()) {
            line.accept("  " + each.rule()
                    + (each.conditions().isEmpty() ? "" : "  because " + String.join(", ", each.conditions())));
            line.accept("      " + each.before());
            line.accept("   -> " + each.after());
        }
        if (!told.hazards().isEmpty()) {
            line.accept("");
            line.accept("places that have no value unless");
        }
        for (Explanation.Danger each : told.hazards()) {
            line.accept("  " + each.argument() + " is " + each.needed() + ",  in " + each.place());
        }
        told.gradient().ifPresent(gradient -> {
            line.accept("");
            line.accept("gradient   " + gradient);
        });
        if (!told.helpful().isEmpty()) {
            line.accept("");
            line.accept("what would help to declare");
        }
        for (HelpfulFact each : told.helpful()) {
            line.accept("  " + each.variable() + " " + each.fact().word() + ":  " + each.form());
        }
    }
}
