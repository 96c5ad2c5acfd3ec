package org.derivata.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.derivata.core.expr.Graph;
import org.derivata.core.language.Limits;
import org.derivata.symbolic.Formula;
import org.matheclipse.core.eval.ExprEvaluator;
import org.matheclipse.core.interfaces.IExpr;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long do derivatives take, beside Symja? Reading the text is not measured. Names are new in each run, so that no result of the run before is
 * found instead of made. Symja gets a symbol or a list of them at a time, as its users write it, and no job that takes it minutes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 200)
@Measurement(iterations = 50)
@Fork(value = 1, jvmArgs = "-Xmx2g")
public class SymbolicBenchmark {

    private static final int HIGHEST = 8;

    /** What is differentiated; variables are numbered in a run. */
    @Param({"logistic", "tan8", "gauss8", "hessian", "rosenbrock30", "product30"})
    String job;

    private int round;
    private List<String> names = List.of();
    private String text = "";
    private int order;
    private Formula formula = Formula.number(0);
    private ExprEvaluator symja = new ExprEvaluator();

    @Setup(Level.Invocation)
    public void prepare() {
        round++;
        order = 1;
        switch (job) {
            case "logistic" -> {
                names = fresh("w", "v", "b", "p", "q", "y");
                String s = "1 / (1 + exp(-(W*P + V*Q + B)))";
                text = replaced("Y*log(" + s + ") + (1 - Y)*log(1 - " + s + ")", "WVBPQY");
            }
            case "tan8" -> {
                names = fresh("x");
                text = replaced("tan(X)", "X");
                order = HIGHEST;
            }
            case "gauss8" -> {
                names = fresh("x");
                text = replaced("exp(-X^2)*sin(X)", "X");
                order = HIGHEST;
            }
            case "hessian" -> {
                names = fresh("a", "b", "c", "d", "e", "f", "g", "h", "i");
                text = replaced("(A*tanh(B*p + C*q + D) + E*tanh(F*p + G*q + H) + I - r)^2", "ABCDEFGHI");
                order = 2;
            }
            case "rosenbrock30" -> text = chained("+", 29);
            case "product30" -> text = chained("*", 30);
            default -> throw new IllegalArgumentException(job);
        }
        formula = Formula.given("").limits(Limits.trusted()).parse(text.replace("^", "**"));
        symja = new ExprEvaluator();
    }

    private List<String> fresh(String... letters) {
        List<String> all = new ArrayList<>();
        for (String each : letters) {
            all.add(each + "x" + round);
        }
        return all;
    }

    private String replaced(String template, String placeholders) {
        String result = template;
        for (int i = 0; i < placeholders.length(); i++) {
            result = result.replace(placeholders.substring(i, i + 1), names.get(i));
        }
        return result;
    }

    private String chained(String sign, int terms) {
        StringJoiner parts = new StringJoiner(sign);
        List<String> all = new ArrayList<>();
        for (int i = 0; i <= terms; i++) {
            all.add("x" + i + "x" + round);
        }
        for (int i = 0; i < terms; i++) {
            String x = all.get(i);
            parts.add(sign.equals("*") ? x : "100*(" + all.get(i + 1) + " - " + x + "^2)^2 + (1 - " + x + ")^2");
        }
        names = sign.equals("*") ? all.subList(0, terms) : all;
        return parts.toString();
    }

    @Benchmark
    public int ours() {
        if (job.equals("hessian")) {
            return nodes(formula.hessian(names).values().stream()
                    .flatMap(row -> row.values().stream())
                    .toList());
        }
        List<Formula> current = List.of(formula);
        for (int i = 0; i < order; i++) {
            List<Formula> next = new ArrayList<>();
            for (Formula each : current) {
                List<String> present = new ArrayList<>(names);
                present.retainAll(each.variables().keySet());
                next.addAll(each.gradients(present).values());
            }
            current = next;
        }
        return nodes(current);
    }

    private static int nodes(List<Formula> formulas) {
        return Graph.postOrder(formulas.stream().map(Formula::expression).toList())
                .size();
    }

    @Benchmark
    public IExpr symja() {
        String functions = text.replace("exp(", "Exp(")
                .replace("log(", "Log(")
                .replace("tanh(", "Tanh(")
                .replace("tan(", "Tan(")
                .replace("sin(", "Sin(");
        String variables = "{{" + String.join(",", names) + "}" + (job.equals("hessian") ? ",2" : "") + "}";
        String by = order > 2 ? "{" + names.get(0) + "," + order + "}" : variables;
        return symja.eval("D(" + functions + "," + by + ")");
    }
}
