package org.derivata.benchmarks;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.parser.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleUnaryOperator;
import net.objecthunter.exp4j.ExpressionBuilder;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.ExpressionEvaluator;
import org.derivata.nn.compile.Compiler;
import org.derivata.nn.compile.ScalarFunction;
import org.derivata.symbolic.Formula;
import org.mariuszgromada.math.mxparser.Argument;
import org.matheclipse.parser.client.ast.ASTNode;
import org.matheclipse.parser.client.eval.DoubleEvaluator;
import org.matheclipse.parser.client.eval.DoubleVariable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does one evaluation of a scalar formula cost, beside Java written by hand and other evaluators of formulas? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@OperationsPerInvocation(ScalarBenchmark.POINTS)
public class ScalarBenchmark {

    static final int POINTS = 64;

    /** A formula of any number of variables, for Janino. */
    public interface Evaluated {
        double at(double[] v);
    }

    /** A formula of {@link ScalarTask}. */
    @Param({"E1", "E2", "E3", "E4", "E5h", "E5e"})
    String formula;

    private ScalarTask task = ScalarTask.E1;
    private double[][] points = {};
    private DoubleUnaryOperator unary = x -> x;
    private ScalarFunction function = x -> 0;
    private Evaluated janino = v -> 0;
    private net.objecthunter.exp4j.Expression exp4j = new ExpressionBuilder("1").build();
    private Expression evalex = new Expression("1");
    private org.mariuszgromada.math.mxparser.Expression mxParser = new org.mariuszgromada.math.mxparser.Expression("1");
    private Argument[] mxArguments = {};
    private DoubleEvaluator symja = new DoubleEvaluator(true);
    private ASTNode symjaTree = symja.parse("1");
    private DoubleVariable[] symjaVariables = {};

    @Setup
    public void prepare() throws CompileException {
        task = ScalarTask.valueOf(formula);
        List<String> names = task.variables();
        Random random = new Random(3);
        points = new double[POINTS][names.size()];
        for (double[] point : points) {
            Arrays.setAll(point, i -> 0.2 + random.nextDouble());
        }
        Formula read = Formula.given(String.join(", ", names) + ": []").parse(task.text());
        unary = names.size() == 1 ? Compiler.standard().scalar(read, names.get(0)) : unary;
        function = Compiler.standard().scalar(read, names);
        prepareJanino(names);
        exp4j = new ExpressionBuilder(task.text())
                .variables(names.toArray(new String[0]))
                .build();
        evalex = new Expression(task.text()
                .replace("exp(-(", "exp(0-(")
                .replace("exp(", "E^(")
                .replace("sin(", "SINR(")
                .replace("cos(", "COSR("));
        mxArguments = names.stream().map(each -> new Argument(each, 0)).toArray(Argument[]::new);
        mxParser = new org.mariuszgromada.math.mxparser.Expression(task.text().replace("log(", "ln("), mxArguments);
        symja = new DoubleEvaluator(true);
        symjaVariables = new DoubleVariable[names.size()];
        for (int i = 0; i < symjaVariables.length; i++) {
            symjaVariables[i] = new DoubleVariable(0);
            symja.defineVariable(names.get(i), symjaVariables[i]);
        }
        symjaTree = symja.parse(task.text());
        check();
    }

    private void prepareJanino(List<String> names) throws CompileException {
        String java = task.text().replace("pi", "Math.PI");
        for (String each : List.of("sin", "cos", "exp", "log", "sqrt", "abs", "tanh")) {
            java = java.replaceAll("\\b" + each + "\\(", "Math." + each + "(");
        }
        java = java.replaceAll("\\(([a-z0-9*-]+)\\)\\^2", "Math.pow($1, 2)")
                .replaceAll("\\b([a-z])\\^(\\d+)", "Math.pow($1, $2)");
        for (int i = 0; i < names.size(); i++) {
            java = java.replaceAll("\\b" + names.get(i) + "\\b", "numbers[" + i + "]");
        }
        janino = new ExpressionEvaluator().createFastEvaluator(java, Evaluated.class, new String[] {"numbers"});
    }

    /** All compute the same, or the times say nothing. */
    private void check() {
        double expected = task.typed(points[0]);
        double[] all = {
            unaryOrFunction(points[0]),
            task.written(points[0]),
            janino.at(points[0]),
            exp4j(points[0]),
            evalex(points[0]),
            mxParser(points[0]),
            symja(points[0])
        };
        for (double each : all) {
            if (!(Math.abs(each - expected) <= 1e-12 * Math.max(1, Math.abs(expected)))) {
                throw new IllegalStateException(formula + ": " + expected + " " + Arrays.toString(all));
            }
        }
    }

    private double unaryOrFunction(double[] v) {
        return v.length == 1 ? unary.applyAsDouble(v[0]) : function.value(v);
    }

    private double exp4j(double[] v) {
        for (int i = 0; i < v.length; i++) {
            exp4j.setVariable(task.variables().get(i), v[i]);
        }
        return exp4j.evaluate();
    }

    private double evalex(double[] v) {
        for (int i = 0; i < v.length; i++) {
            evalex.with(task.variables().get(i), v[i]);
        }
        try {
            return evalex.evaluate().getNumberValue().doubleValue();
        } catch (EvaluationException | ParseException problem) {
            throw new IllegalStateException(problem);
        }
    }

    private double mxParser(double[] v) {
        for (int i = 0; i < v.length; i++) {
            mxArguments[i].setArgumentValue(v[i]);
        }
        return mxParser.calculate();
    }

    private double symja(double[] v) {
        for (int i = 0; i < v.length; i++) {
            symjaVariables[i].setValue(v[i]);
        }
        return symja.evaluateNode(symjaTree);
    }

    @Benchmark
    public double ours() {
        double sum = 0;
        if (task.variables().size() == 1) {
            for (double[] each : points) {
                sum += unary.applyAsDouble(each[0]);
            }
        } else {
            for (double[] each : points) {
                sum += function.value(each);
            }
        }
        return sum;
    }

    @Benchmark
    public double typed() {
        double sum = 0;
        for (double[] each : points) {
            sum += task.typed(each);
        }
        return sum;
    }

    @Benchmark
    public double written() {
        double sum = 0;
        for (double[] each : points) {
            sum += task.written(each);
        }
        return sum;
    }

    @Benchmark
    public double janino() {
        double sum = 0;
        for (double[] each : points) {
            sum += janino.at(each);
        }
        return sum;
    }

    @Benchmark
    public double exp4j() {
        double sum = 0;
        for (double[] each : points) {
            sum += exp4j(each);
        }
        return sum;
    }

    @Benchmark
    public double evalex() {
        double sum = 0;
        for (double[] each : points) {
            sum += evalex(each);
        }
        return sum;
    }

    @Benchmark
    public double mxParser() {
        double sum = 0;
        for (double[] each : points) {
            sum += mxParser(each);
        }
        return sum;
    }

    @Benchmark
    public double symja() {
        double sum = 0;
        for (double[] each : points) {
            sum += symja(each);
        }
        return sum;
    }
}
