package org.derivata.nn.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.EvaluationException;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Library;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;
import org.derivata.symbolic.Formula;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProgramTest {

    private static final Dimension N = Dimension.named("n");
    private static final Variable X = Variable.of("x", Shape.of(N));
    private static final Variable Y = Variable.of("y", Shape.of(N));

    private static Array run(Expr expression, Map<String, Integer> sizes, Map<String, Array> inputs) {
        return Compiler.standard().compile(expression, sizes).evaluate(inputs).get("result");
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void an_elementwise_operator_needs_no_kernel(Engine engine) {
        Operator cube = Operator.elementwise("wobble", (double x) -> x * Math.cosh(x));
        Operator blend = Operator.elementwise("blend", (double a, double b) -> a > b ? a - b : a * b);
        Operator mix = Operator.elementwise("mix", (double a, double b, double c) -> a * b + c);
        Expr all = Apply.of(mix, Apply.of(cube, X), Apply.of(blend, X, Y), Y);
        Program program = Compiler.of(engine).compile(all, Map.of("n", 3));
        Array result = program.evaluate(Map.of("x", Array.vector(1, 2, 3), "y", Array.vector(2, 1, 3)))
                .get("result");
        assertThat(result)
                .isEqualTo(Array.vector(Math.cosh(1) * 2 + 2, 2 * Math.cosh(2) * 1 + 1, 3 * Math.cosh(3) * 9 + 3));
    }

    @Test
    void a_structural_operator_needs_no_kernel() {
        Operator reversed = Operator.structural("reversed", "[n] -> [n]", (arguments, attributes, sizes) -> {
            double[] data = arguments.get(0).data().clone();
            for (int i = 0; i < data.length; i++) {
                data[i] = arguments.get(0).data()[data.length - 1 - i];
            }
            return Array.of(data, data.length);
        });
        Expr twice = Algebra.scale(Rational.of(2), Apply.of(reversed, Algebra.add(X, Y)));
        assertThat(run(twice, Map.of("n", 2), Map.of("x", Array.vector(1, 2), "y", Array.vector(10, 20))))
                .isEqualTo(Array.vector(44, 22));
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void numbers_are_multiplied_where_the_reference_multiplies_them(Engine engine) {
        Map<String, Array> inputs = Map.of("x", Array.vector(0.1, 0.7, 1e200), "y", Array.vector(0.3, 1.3, 1e200));
        for (String number : List.of("sinh(2)", "cosh(3)", "exp(-1)", "sqrt(3)", "(1 == 2)**(3/2)")) {
            Expr product = Formula.given("x, y: [3]")
                    .parse("x * " + number + " * y * sqrt(2)")
                    .expression();
            assertThat(Compiler.of(engine)
                            .compile(product, Map.of())
                            .evaluate(inputs)
                            .get("result"))
                    .as(number)
                    .isEqualTo(ReferenceEvaluator.evaluate(product, inputs));
        }
    }

    @Test
    void outputs_may_be_inputs_constants_or_one_another() {
        Map<String, Expr> outputs = new LinkedHashMap<>();
        outputs.put("input", X);
        outputs.put("again", X);
        outputs.put("number", Constant.of(Rational.of(3), Shape.of(N)));
        outputs.put("sum", Algebra.add(X, Y));
        outputs.put("same sum", Algebra.add(Y, X));
        Program program = Compiler.standard().compile(outputs, Map.of("n", 2));
        Map<String, Array> got = program.evaluate(Map.of("x", Array.vector(1, 2), "y", Array.vector(5, 5)));
        assertThat(got)
                .containsEntry("input", Array.vector(1, 2))
                .containsEntry("again", Array.vector(1, 2))
                .containsEntry("number", Array.vector(3, 3))
                .containsEntry("sum", Array.vector(6, 7))
                .containsEntry("same sum", Array.vector(6, 7));
    }

    @Test
    void inputs_can_change_places_by_feedback() {
        Map<String, Expr> outputs = Map.of("to x", Y, "to y", X, "sum", Algebra.add(X, Y));
        Program program = Compiler.standard().compile(outputs, Map.of("n", 1), Map.of("to x", "x", "to y", "y"));
        Workspace workspace = program.newWorkspace().set("x", Array.vector(1)).set("y", Array.vector(2));
        program.run(workspace);
        assertThat(workspace.input("x")).isEqualTo(Array.vector(2));
        assertThat(workspace.input("y")).isEqualTo(Array.vector(1));
        assertThat(workspace.output("to x")).isEqualTo(Array.vector(2));
    }

    @Test
    void an_old_value_that_is_wanted_survives_its_update() {
        Expr updated = Algebra.subtract(X, Algebra.scale(Rational.HALF, Y));
        Map<String, Expr> outputs = new LinkedHashMap<>();
        outputs.put("new", updated);
        outputs.put("old squared", Algebra.power(X, Rational.of(2)));
        outputs.put("old", X);
        Program program = Compiler.standard().compile(outputs, Map.of("n", 2), Map.of("new", "x"));
        Workspace workspace =
                program.newWorkspace().set("x", Array.vector(1, 2)).set("y", Array.vector(2, 2));
        program.run(workspace);
        program.run(workspace);
        assertThat(workspace.input("x")).isEqualTo(Array.vector(-1, 0));
        assertThat(workspace.output("old")).isEqualTo(Array.vector(0, 1));
        assertThat(workspace.output("old squared")).isEqualTo(Array.vector(0, 1));
    }

    @Test
    void an_identity_matrix_is_written_as_a_diagonal() {
        Expr diagonal = Einsum.of("i,ij->ij", X, Apply.identity(N));
        Array result = run(diagonal, Map.of("n", 2), Map.of("x", Array.vector(Double.POSITIVE_INFINITY, 2)));
        assertThat(result).isEqualTo(Array.matrix(new double[] {Double.POSITIVE_INFINITY, 0}, new double[] {0, 2}));
    }

    @Test
    void fused_sums_have_the_bits_of_separate_ones() {
        int n = 5000;
        double[] data = new double[n];
        for (int i = 0; i < n; i++) {
            data[i] = Math.sin(i);
        }
        Map<String, Array> inputs = Map.of("x", Array.of(data, n));
        Expr squares = Algebra.multiply(X, X);
        Array together = run(Algebra.sum(squares), Map.of("n", n), inputs);
        Array stored = run(squares, Map.of("n", n), inputs);
        assertThat(together).isEqualTo(run(Algebra.sum(X), Map.of("n", n), Map.of("x", stored)));
    }

    @Test
    void a_chain_of_100_000_operations_compiles_and_runs() {
        Expr chain = X;
        Operator sin = Library.standard().operator("sin");
        for (int i = 0; i < 50_000; i++) {
            chain = Algebra.add(Apply.of(sin, chain), Y);
        }
        Expr deep = chain;
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            Program program = Compiler.standard().compile(deep, Map.of("n", 4));
            double[] x = {1, 2, 3, 4};
            Array y = Array.vector(0.1, 0.2, 0.3, 0.4);
            Array result =
                    program.evaluate(Map.of("x", Array.vector(x), "y", y)).get("result");
            double first = 1;
            for (int i = 0; i < 50_000; i++) {
                first = Math.sin(first) + 0.1;
            }
            assertThat(result.data()[0]).isEqualTo(first);
            assertThat(program.bufferCount()).isLessThan(100);
        });
    }

    @Test
    void bad_inputs_are_told_in_the_users_terms() {
        Program program = Compiler.standard().compile(Algebra.add(X, Y), Map.of("n", 2));
        Workspace workspace = program.newWorkspace();
        assertCode("value.shape", () -> workspace.set("x", Array.vector(1, 2, 3)));
        assertCode("value.unknown", () -> workspace.set("z", Array.vector(1, 2)));
        assertCode("value.missing", () -> program.run(workspace));
        assertCode("value.alias", () -> workspace.set("x", workspace.output("result")));
        assertCode("value.size", () -> Compiler.standard().compile(X, Map.of()));
        Map<String, Integer> unequal = Map.of("n", 2, "m", 3);
        Expr mixed = Algebra.add(X, Variable.of("z", Shape.of(Dimension.named("m"))));
        assertCode("value.shape", () -> Compiler.standard().compile(mixed, unequal));
    }

    private static void assertCode(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        EvaluationException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void the_plan_reads_as_formulas() {
        Variable a = Variable.of("A", Shape.of(N, N));
        Expr product = Einsum.of("ij,j->i", a, X);
        Expr result = Algebra.sum(Algebra.power(Algebra.subtract(product, Y), Rational.of(2)));
        assertThat(Compiler.standard().compile(List.of(result), Map.of("n", 3)).explain())
                .contains("t1 = y - A @ x")
                .contains("t2 = sum(t1**2)")
                .contains("output   0 = t2[]");
        assertThat(Compiler.of(Engine.OJALGO).compile(result, Map.of("n", 3)).explain())
                .contains("ojAlgo 3x3 @ 3x1")
                .contains("ojAlgo elementwise");
    }

    @Test
    void a_plan_brackets_what_a_power_is_of() {
        Formula formula = Formula.given("x: [5]").parse("1 / sqrt(2 * x + 3)");
        assertThat(Compiler.standard().compile(formula, Map.of()).explain()).contains("((2 * x) + 3)**(-1/2)");
    }

    @Test
    void a_plan_tells_the_shape_of_each_result() {
        Expr rows = Formula.given("A: [m, n]; B: [n, k]; c: [k]")
                .parse("softmax(A @ B + c, axis=1)")
                .expression();
        assertThat(Compiler.standard()
                        .compile(rows, Map.of("m", 2, "n", 3, "k", 5))
                        .explain()
                        .lines()
                        .filter(line -> line.matches("\\d.*")))
                .isNotEmpty()
                .allMatch(line -> line.contains(" [2, 5] "));
    }

    @Tag("acceptance")
    @Test
    void a_hundred_thousand_programs_compiled_and_run_leave_nothing() {
        List<WeakReference<Program>> all = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            Expr each =
                    Formula.given("x, y: [n]").parse("exp(" + i + "*(x + y))").expression();
            Program program = Compiler.standard().compile(each, Map.of("n", 2));
            assertThat(program.evaluate(Map.of("x", Array.vector(1, 2), "y", Array.vector(-1, -2)))
                            .get("result"))
                    .isEqualTo(Array.vector(1, 1));
            all.add(new WeakReference<>(program));
        }
        System.gc();
        assertThat(all.stream().filter(each -> each.get() == null).count()).isGreaterThan(99_000);
    }
}
