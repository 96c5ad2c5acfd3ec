package org.derivata.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.derivata.cli.jsonl.Responses;
import org.derivata.cli.question.Derivatives;
import org.derivata.cli.question.Question;
import org.derivata.cli.question.Solver;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.symbolic.Formula;
import org.derivata.symbolic.derivation.Derivation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code math diff}. */
@Command(
        name = "diff",
        description = "Prints the derivative of a formula.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  math diff \"x**2 * sin(x)\" --steps",
            "  math diff \"sum((X @ w - y)**2)\" --wrt w --shape \"X: [n, d]; w: [d]; y: [n]\"",
            "  math diff \"sum(softplus(X @ w))\" --wrt w --hvp v --shape \"X: [n, d]; w: [d]\""
        })
final class DiffCommand implements Callable<Integer> {

    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}\\p{M}_]*");

    private final Terminal terminal;

    @Mixin
    private final FormulaOptions formula = new FormulaOptions();

    @Option(
            names = "--wrt",
            paramLabel = "NAME",
            description = "By which variable; several with commas. Needless when there is just one.")
    private @Nullable List<String> wrt;

    @Option(names = "--order", paramLabel = "N", description = "How often to differentiate (default: 1).")
    private int order = 1;

    @Option(names = "--jacobian", description = "Differentiate an array: its axes, then the variable's.")
    private boolean jacobian;

    @Option(
            names = "--jvp",
            paramLabel = "V",
            description = "The derivative along V, of the variable's shape, in the formula's shape.")
    private @Nullable String jvp;

    @Option(
            names = "--vjp",
            paramLabel = "G",
            description = "The transposed derivative of G, of the formula's shape, in the variable's shape.")
    private @Nullable String vjp;

    @Option(
            names = "--hvp",
            paramLabel = "V",
            description = "The Hessian of a number times V, of the variable's shape, without the matrix.")
    private @Nullable String hvp;

    @Option(names = "--strict", description = "Never give a value where the derivative has none, as x / x at 0.")
    private boolean strict;

    @Option(names = "--steps", description = "Show how it comes about, line by line, each with its rules.")
    private boolean steps;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "With --steps, write an HTML page instead, which needs no network.")
    private @Nullable Path out;

    @Option(names = "--format", paramLabel = "FORMAT", description = Format.ALL)
    private Format format = Format.text;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    DiffCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (order < 1) {
            throw formula.usage("--order is " + order + ", but it counts derivatives: 1, 2, ...");
        }
        Question question = formula.question(terminal)
                .wrt(FormulaOptions.names(wrt))
                .order(order)
                .jacobian(jacobian);
        if (steps || out != null) {
            showSteps(question);
            return ExitCode.DONE;
        }
        Map<String, Formula> found = derivatives(question);
        List<String> conditions = Derivatives.conditions(found);
        if (!conditions.isEmpty() && !formula.json() && format != Format.json) {
            terminal.err().println("holds for " + String.join(", ", conditions));
        }
        if (formula.json() || format == Format.json) {
            terminal.out().println(Responses.text(found));
        } else {
            boolean several = found.size() > 1;
            found.forEach((name, derivative) -> terminal.out()
                    .println((several && !format.isCode() ? name + ": " : "")
                            + format.print(derivative, several ? "f_" + name : "f")));
        }
        return ExitCode.DONE;
    }

    private void showSteps(Question question) {
        if (!steps) {
            throw formula.usage("-o writes the page that --steps makes; add --steps");
        }
        boolean product = jvp != null || vjp != null || hvp != null;
        if (order > 1 || jacobian || strict || product) {
            throw formula.usage(
                    "--steps shows the gradient of a number, without --order, --jacobian, --strict and products");
        }
        Map<String, Derivation> found = Derivatives.steps(question);
        Path file = out;
        if (file != null) {
            if (found.size() > 1) {
                throw formula.usage(
                        "one page shows one derivative; choose one of --wrt " + String.join(", ", found.keySet()));
            }
            found.forEach((name, each) -> TextFile.write(
                    file,
                    each.toHtml("d/d" + name + " " + typed(question)),
                    Diagnostic.of("diff.out", "the page cannot be written to " + file)));
            terminal.out().println("wrote " + file);
        } else if (formula.json() || format == Format.json) {
            terminal.out().println(Responses.steps(found));
        } else {
            String end = "";
            for (Map.Entry<String, Derivation> each : found.entrySet()) {
                terminal.out().print(end + (found.size() > 1 ? "by " + each.getKey() + "\n\n" : ""));
                terminal.out().println(printed(each.getValue()));
                end = "\n";
            }
        }
    }

    private static String typed(Question question) {
        return Solver.formula(question).toString();
    }

    private String printed(Derivation derivation) {
        return switch (format) {
            case text -> derivation.toString();
            case unicode -> derivation.toUnicode();
            case latex -> derivation.toLatex();
            default -> throw formula.usage("--steps prints text, unicode, latex or json, and a page with -o FILE");
        };
    }

    private Map<String, Formula> derivatives(Question question) {
        Map<Derivatives.Product, String> products = new EnumMap<>(Derivatives.Product.class);
        add(products, Derivatives.Product.JVP, jvp);
        add(products, Derivatives.Product.VJP, vjp);
        add(products, Derivatives.Product.HVP, hvp);
        if (products.isEmpty()) {
            return Derivatives.of(question, strict);
        }
        if (products.size() > 1 || jacobian || strict || order > 1) {
            throw formula.usage("--jvp, --vjp and --hvp go neither together nor with --jacobian, --order or --strict");
        }
        Map.Entry<Derivatives.Product, String> product =
                products.entrySet().iterator().next();
        return Derivatives.along(question, product.getKey(), product.getValue());
    }

    private void add(
            Map<Derivatives.Product, String> products, Derivatives.Product product, @Nullable String direction) {
        if (direction != null) {
            String name = direction.trim();
            if (!NAME.matcher(name).matches()) {
                throw formula.usage("--" + product.name().toLowerCase(Locale.ROOT)
                        + " takes the name of a direction, as in --hvp v, not '" + direction + "'");
            }
            products.put(product, name);
        }
    }
}
