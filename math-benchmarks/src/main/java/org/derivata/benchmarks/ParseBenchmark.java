package org.derivata.benchmarks;

import com.ezylang.evalex.parser.ASTNode;
import com.ezylang.evalex.parser.ParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.objecthunter.exp4j.Expression;
import net.objecthunter.exp4j.ExpressionBuilder;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.language.Elaboration;
import org.derivata.core.language.Library;
import org.derivata.core.language.Limits;
import org.derivata.core.language.MathParser;
import org.derivata.core.surface.Program;
import org.matheclipse.core.eval.EvalEngine;
import org.matheclipse.core.eval.ExprEvaluator;
import org.matheclipse.core.interfaces.IExpr;
import org.matheclipse.core.parser.ExprParser;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does an ordinary formula take from its text, beside exp4j, Symja and EvalEx? A run reads one of twelve. The peers make a tree, or a list in
 * Polish notation, with names in it; {@code ours} is the core graph, with every name looked up and every shape proved, and {@code surface} the
 * tree of what was typed alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(value = 1, jvmArgs = "-Xmx1g")
public class ParseBenchmark {

    /** 26 characters each, on average, in what all four languages have in common. */
    private static final List<String> FORMULAS = List.of(
            "x^2 + 3*x*y - 0.5*y + 1.25",
            "sin(x)*cos(y) + exp(-z/2)*x",
            "(x + y)^2 / (x - y + 1.5)",
            "a*x^3 + b*x^2 + c*x + d",
            "sqrt(x^2 + y^2 + z^2) - r",
            "1 / (1 + exp(-(w*x + b)))",
            "log(1 + exp(-y*z)) + 2*w^2",
            "exp(-(x - m)^2/(2*s^2))/s",
            "tan(x/2) * sqrt(1 - x^2)+y",
            "y*log(p) + (1-y)*log(1-p)",
            "k*(x0 - x)*exp(-t/u) + v",
            "3.5*sinh(x) - 2/(y^3 + 1)");

    private static final String[] NAMES = {
        "x", "y", "z", "a", "b", "c", "d", "r", "w", "m", "s", "p", "k", "x0", "t", "u", "v"
    };

    private final MathParser parser = new MathParser();
    private final ExprEvaluator symja = new ExprEvaluator();
    private int next;

    /** EvalEx has no exp; the tree is the same. */
    private final List<String> withoutExp =
            FORMULAS.stream().map(each -> each.replace("exp(", "sinh(")).toList();

    private int index() {
        next = next + 1 < FORMULAS.size() ? next + 1 : 0;
        return next;
    }

    private String text() {
        return FORMULAS.get(index());
    }

    @Benchmark
    public Elaboration ours() {
        return Elaboration.of(text(), Library.standard(), Map.of(), Limits.defaults());
    }

    @Benchmark
    public Program surface() {
        return parser.parse(Source.formula(text()));
    }

    @Benchmark
    public Expression exp4j() {
        return new ExpressionBuilder(text()).variables(NAMES).build();
    }

    @Benchmark
    public IExpr symja() {
        EvalEngine engine = symja.getEvalEngine();
        return new ExprParser(engine, true).parse(text());
    }

    @Benchmark
    public ASTNode evalex() throws ParseException {
        return new com.ezylang.evalex.Expression(withoutExp.get(index())).getAbstractSyntaxTree();
    }
}
