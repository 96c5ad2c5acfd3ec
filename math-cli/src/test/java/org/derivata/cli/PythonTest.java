package org.derivata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.derivata.core.array.Array;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Elaboration;
import org.derivata.core.language.Library;
import org.derivata.core.language.Limits;
import org.derivata.core.print.FunctionPrinter.Listing;
import org.derivata.core.print.PythonPrinter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Emitted NumPy and SymPy, run by Python: {@code mvn -Ppython verify}, which needs NumPy, SciPy and SymPy. */
@Tag("python")
class PythonTest {

    private static final String PYTHON = System.getProperty("derivata.python", "/usr/bin/python3");
    private static final double TOLERANCE = 1e-12;
    private static final Map<String, Variable> DECLARED =
            Elaboration.of("""
                    A: [3, 3] positive_definite
                    B: [3, 3]
                    X, Z: [2, 3]
                    T: [2, 3, 4]
                    b, c: [3]
                    x, y: []
                    0
                    """, Library.standard(), Map.of(), Limits.defaults()).variables();

    private static final List<String> SCALAR = List.of(
            "sin(0.925 * x - 1.2) * cos(y)",
            "tan(x) + asin(x / 2) - acos(y / 2) + atan(x * y)",
            "atan2(x, y) + sinh(x) * cosh(y) - tanh(x - y)",
            "asinh(x) + acosh(1 + y) + atanh(x / 2)",
            "exp(-x**2 / 2) / sqrt(2 * pi)",
            "log(x) + log2(y) * log10(x + 1) - log1p(x) + expm1(y)",
            "x**y + x**0.3 - y**(1 / 3) + cbrt(x)",
            "sqrt(x**2 + 1) / (1 + abs(x - y))",
            "sigmoid(x) * softplus(y)",
            "erf(x) - erfc(y)",
            "lgamma(x + 2) + digamma(y + 1)",
            "maximum(x, y) - minimum(x, 2 * y)",
            "where(x > y, x**2, y**3)",
            "(x < y) + (x >= y) * 2",
            "floor(3 * x) + ceil(3 * y) + sign(x - y)",
            "hypot(x, y) + logaddexp(x, y)",
            "relu(x - 1) + silu(y)",
            "1 / 3 + x / 7 - 2 / (3 * y)",
            "-(x + 2 * y) * (x - 3 * y) / x",
            "x / y / (x + y) * 5");

    private static final List<String> ARRAYS = List.of(
            "round(3 * x) + gelu(y)",
            "xlogy(x, y) + xlogy(0, y)",
            "xlog1py(x, y) + spherical_j1(x) + spherical_i1(y)",
            "erfcx(x) + log_erfc(9 * x + 1) - log_erfc(-y)",
            "log1mexp(-x) - log1mexp(-9 * y)",
            "divide_no_nan(x, y) + divide_no_nan(x, y - y)",
            "polygamma(1, x)",
            "sum(b * c) + mean(b)",
            "b @ A @ c",
            "sum(A @ B.T - B)",
            "trace(A @ B)",
            "sum(outer(b, c) * B)",
            "sum(einsum('ij,kj->ik', X, Z)**2)",
            "sum(sum(X, axis=0)**2) + sum(X, axis=1)[0]",
            "max(X) - min(Z)",
            "sum(max(X, axis=1) * min(Z, axis=1))",
            "sum(prod(X, axis=1)) + prod(b)",
            "sum(var(X, axis=0)) + var(b)",
            "std(b) * sum(std(X, axis=1))",
            "norm(b) + norm(X)",
            "sum(norm(X, axis=1)**3)",
            "sum(cumsum(X, axis=1)**2) + sum(cumsum(b) * c)",
            "argmax(b) + 10 * argmin(c)",
            "sum(argmax(X, axis=1))",
            "logsumexp(b) + sum(logsumexp(X, axis=1))",
            "sum(softmax(X, axis=1) * Z)",
            "sum(log_softmax(X, axis=0) * Z)",
            "sum(softmax(b) * c)",
            "logdet(A) + det(B)",
            "sum(inv(A) * B)",
            "b @ solve(A, c)",
            "sum(solve(A, B))",
            "sum(cholesky(A) * B)",
            "sum(diag(B) * b) + sum(diag(b) * B)",
            "X[1, 2] + b[-1]",
            "sum(X[:, 1:3] * Z[:, :2])",
            "sum(X[:, ::-1] * Z)",
            "sum(b[::2])",
            "b[[0, 2]] @ c[:2]",
            "sum(T[:, 1] * T[:, 2])",
            "sum(X[:, None, :] * T[:, 1:, :3])",
            "sum(reshape(X, [3, 2]) @ Z)",
            "sum(reshape(X, [6]) * reshape(Z, [6]))",
            "sum(concat([X, Z], axis=1)**2 @ arange(6))",
            "sum(concat([X, Z], axis=0) @ b)",
            "sum(stack([b, c]) * X)",
            "sum(b[:, None] * B / c)",
            "sum(eye(3) * B) + sum(ones([2, 3]) * X)",
            "mean((X @ b - X @ c)**2)",
            "sum(where(X > Z, X, Z))",
            "sum((X > Z) * (X < 1))",
            "sum(sigmoid(X @ b)) + sum(softplus(X))",
            "sum(T, axis=(0, 2)) @ b",
            "sum(X.T @ Z * B)");

    @TempDir
    private Path folder;

    @Test
    void emittedNumPyComputesOurValues() throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(SCALAR);
        all.addAll(ARRAYS);
        agree(all, PythonPrinter.numpy(), "%s");
    }

    @Test
    void emittedSymPyComputesOurValues() throws IOException, InterruptedException {
        agree(SCALAR, PythonPrinter.sympy(), "sympy.N(%s, 30)");
    }

    private void agree(List<String> formulas, PythonPrinter printer, String value)
            throws IOException, InterruptedException {
        Map<String, Array> inputs = inputs();
        StringBuilder program = new StringBuilder();
        inputs.forEach((name, array) -> program.append("in_")
                .append(name)
                .append(" = ")
                .append(literal(array))
                .append('\n'));
        for (String each : formulas) {
            Elaboration read = Elaboration.of(each, Library.standard(), DECLARED, Limits.defaults());
            List<Variable> parameters = List.copyOf(DECLARED.values());
            program.append(printer.print(new Listing("f", read.requireResult(), parameters, read.order(), Map.of())))
                    .append("\nprint(repr(float(")
                    .append(value.formatted("f("
                            + String.join(
                                    ", ",
                                    parameters.stream()
                                            .map(parameter -> "in_" + parameter.name())
                                            .toList())
                            + ")"))
                    .append(")))\n");
        }
        List<String> printed = run(program.toString());
        List<String> different = new ArrayList<>();
        for (int i = 0; i < formulas.size(); i++) {
            Elaboration read = Elaboration.of(formulas.get(i), Library.standard(), DECLARED, Limits.defaults());
            double expected =
                    ReferenceEvaluator.evaluate(read.requireResult(), inputs).scalar();
            double actual = i < printed.size() ? Double.parseDouble(printed.get(i)) : Double.NaN;
            if (!(Math.abs(actual - expected) <= TOLERANCE * Math.max(1, Math.abs(expected)))) {
                different.add(formulas.get(i) + ": " + actual + ", ours " + expected);
            }
        }
        assertThat(different).isEmpty();
    }

    private static Map<String, Array> inputs() {
        SplittableRandom random = new SplittableRandom(1);
        Map<String, Array> inputs = new LinkedHashMap<>();
        for (Variable each : DECLARED.values()) {
            int[] shape = each.shape().evaluate(Map.of());
            double[] data = random.doubles(Array.count(shape), 0.2, 1.4).toArray();
            inputs.put(each.name(), Array.of(data, shape));
        }
        inputs.put("A", Array.matrix(new double[] {3, 0.5, 0.25}, new double[] {0.5, 2, -0.75}, new double[] {
            0.25, -0.75, 1.5
        }));
        return inputs;
    }

    private static String literal(Array array) {
        if (array.rank() == 0) {
            return Double.toString(array.scalar());
        }
        int rows = array.size(0);
        int block = array.count() / rows;
        int[] rest = Arrays.copyOfRange(array.shape(), 1, array.rank());
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            parts.add(literal(Array.of(Arrays.copyOfRange(array.data(), i * block, (i + 1) * block), rest)));
        }
        return parts.toString();
    }

    private List<String> run(String program) throws IOException, InterruptedException {
        Path script = folder.resolve("formulas.py");
        Path out = folder.resolve("out.txt");
        Files.writeString(script, program);
        Process process = new ProcessBuilder(PYTHON, script.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        int exit = process.waitFor();
        String text = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(exit).as(text).isZero();
        return text.lines().toList();
    }
}
