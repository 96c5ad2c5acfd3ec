package org.derivata.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.derivata.cli.jsonl.Responses;
import org.derivata.cli.question.Explanation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code math explain}. */
@Command(
        name = "explain",
        description =
                "Shows how a formula is understood, what is done to it before it is evaluated, and what can go wrong.",
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  math explain \"log(1 + exp(x)) + log(y)\"")
final class ExplainCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final FormulaOptions formula = new FormulaOptions();

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
        Explanation told = Explanation.of(formula.question(terminal));
        if (formula.json()) {
            terminal.out().println(Responses.text(told));
            return ExitCode.DONE;
        }
        say("formula    " + told.typed());
        say("shape      "
                + (told.typed().shape().isScalar() ? "a number" : told.typed().shape()));
        say("evaluated  " + told.stable());
        if (!told.steps().isEmpty()) {
            say("");
            say("rules that were used");
        }
        for (Explanation.Step each : told.steps()) {
            say("  " + each.rule()
                    + (each.conditions().isEmpty() ? "" : "  because " + String.join(", ", each.conditions())));
            say("      " + each.before());
            say("   -> " + each.after());
        }
        if (!told.hazards().isEmpty()) {
            say("");
            say("places that have no value unless");
        }
        for (Explanation.Danger each : told.hazards()) {
            say("  " + each.argument() + " is " + each.needed() + ",  in " + each.place());
        }
        return ExitCode.DONE;
    }

    private void say(String line) {
        terminal.out().println(line);
    }
}
