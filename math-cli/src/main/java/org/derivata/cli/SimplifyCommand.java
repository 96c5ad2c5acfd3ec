package org.derivata.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.derivata.cli.jsonl.Responses;
import org.derivata.cli.question.Question;
import org.derivata.cli.question.Simplification;
import org.derivata.cli.question.Solver;
import org.derivata.symbolic.Formula;
import org.derivata.symbolic.FormulaAlgebra;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code math simplify}. */
@Command(
        name = "simplify",
        description = "Prints a formula in a shorter form of the same value.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  math simplify \"log(exp(x)) + 0 * y\" --assume \"x > 0\"",
            "  math simplify \"(x + 1)**3\" --expand",
            "  math simplify \"x**4 - y**4\" --factor",
            "  math simplify \"(x + a)**2 + b * x\" --collect x"
        })
final class SimplifyCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final FormulaOptions formula = new FormulaOptions();

    @Option(
            names = "--assume",
            paramLabel = "FACTS",
            description = "What may be taken for granted, as in \"x > 0 and invertible(A)\".")
    private List<String> assume = new ArrayList<>();

    @Option(names = "--strict", description = "Never give a value where the formula has none, as x / x at 0.")
    private boolean strict;

    @Option(names = "--expand", description = "Multiplies out products of sums and whole powers of sums instead.")
    private boolean expand;

    @Option(names = "--factor", description = "Writes the formula as a product of irreducible polynomials instead.")
    private boolean factor;

    @Option(
            names = "--collect",
            paramLabel = "NAME",
            description = "Writes the formula as a polynomial in a variable instead.")
    private @Nullable String collect;

    @Option(names = "--format", paramLabel = "FORMAT", description = Format.ALL)
    private Format format = Format.text;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    SimplifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Formula simple = form(formula.question(terminal));
        terminal.out().println(formula.json() ? Responses.text(simple) : format.print(simple, "f"));
        return ExitCode.DONE;
    }

    private Formula form(Question question) {
        int others = (expand ? 1 : 0) + (factor ? 1 : 0) + (collect == null ? 0 : 1);
        if (others > 1) {
            throw formula.usage("choose one of --expand, --factor and --collect");
        }
        if (others > 0 && (strict || !assume.isEmpty())) {
            throw formula.usage(
                    "--assume and --strict are for simplifying; leave out --expand, --factor and --collect");
        }
        if (others == 0) {
            return Simplification.of(question, String.join(" and ", assume), strict);
        }
        FormulaAlgebra algebra = Solver.formula(question).algebra();
        if (factor) {
            return algebra.factor();
        }
        return collect == null ? algebra.expand() : algebra.collect(collect);
    }
}
