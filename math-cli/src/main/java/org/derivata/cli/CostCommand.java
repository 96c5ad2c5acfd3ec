package org.derivata.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.derivata.cli.jsonl.Responses;
import org.derivata.cli.question.Costs;
import org.derivata.cli.question.Question;
import org.derivata.cli.question.Solver;
import org.derivata.core.diagnostic.EvaluationException;
import org.derivata.core.evaluate.OperationCount;
import org.derivata.core.expr.Expr;
import org.derivata.core.shape.Dimension;
import org.derivata.nn.compile.Compiler;
import org.derivata.symbolic.Formula;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code math cost}. */
@Command(
        name = "cost",
        description = {
            "Counts what a formula and its derivatives cost, in the sizes of their arrays.",
            "An addition, multiplication, division, root or comparison of two numbers is one FLOP; products are taken in the order in which they are printed."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  math cost \"sum((X @ w - y)**2)\" --shape \"X: [n, d]; w: [d]; y: [n]\" --wrt w",
            "  math cost \"sum((X @ w)**2)\" --shape \"X: [n, d]; w: [d]\" --wrt w --size n=1000,d=20 --plan"
        })
final class CostCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final FormulaOptions formula = new FormulaOptions();

    @Option(
            names = "--wrt",
            paramLabel = "NAME",
            description = "Derivatives by which variables; several with commas. Needed where there are several.")
    private @Nullable List<String> wrt;

    @Option(
            names = "--size",
            paramLabel = "NAME=NUMBER",
            split = ",",
            description = "How large a size is, as in n=1000: counts become numbers. Several with commas.")
    private Map<String, Integer> sizes = new LinkedHashMap<>();

    @Option(names = "--plan", description = "Also the steps of the compiled program, with kernels and bytes.")
    private boolean plan;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    CostCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Question question = formula.question(terminal);
        Costs costs = Costs.of(wrt == null ? question : question.wrt(FormulaOptions.names(wrt)));
        if (plan && formula.json()) {
            throw formula.usage("--plan is a table to read; leave out --json");
        }
        sizes.forEach((name, size) -> {
            if (size < 0) {
                throw formula.usage("--size " + name + "=" + size + ": a size is not negative");
            }
        });
        String plans = plan ? plans(costs) : "";
        Map<String, OperationCount> counts = costs.counts();
        if (formula.json()) {
            terminal.out().println(Responses.text(counts, sizes));
            return ExitCode.DONE;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "nodes", "operations", "FLOPs", "function calls"));
        counts.forEach((name, count) -> rows.add(List.of(
                name,
                Integer.toString(count.nodes()),
                Integer.toString(count.operations()),
                quantity(count.flops()),
                quantity(count.calls()))));
        print(rows);
        if (counts.size() == 1) {
            terminal.out().println("with --wrt NAME its derivatives are counted too");
        }
        terminal.out().print(plans);
        return ExitCode.DONE;
    }

    private String quantity(Dimension count) {
        return Costs.known(count, sizes)
                .map(each -> String.format(Locale.ROOT, "%,d", each))
                .orElse(count.toString());
    }

    private void print(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            terminal.out().println(line.toString().stripTrailing());
        }
    }

    private String plans(Costs costs) {
        StringBuilder out = new StringBuilder();
        Set<String> missing = new TreeSet<>();
        costs.formulas()
                .forEach((name, each) -> each.variables().values().stream()
                        .map(Expr::shape)
                        .forEach(shape -> missing.addAll(shape.names())));
        missing.removeAll(sizes.keySet());
        if (!missing.isEmpty()) {
            throw new EvaluationException(Solver.unknown(missing)
                    .help("a plan is made for sizes: add --size " + String.join("=100,", missing) + "=100"));
        }
        Compiler compiler = Compiler.standard().limits(formula.limits());
        for (Map.Entry<String, Formula> each : costs.formulas().entrySet()) {
            out.append(System.lineSeparator())
                    .append(each.getKey())
                    .append(": ")
                    .append(each.getValue())
                    .append(System.lineSeparator())
                    .append(compiler.compile(each.getValue(), sizes).explain());
        }
        return out.toString();
    }
}
