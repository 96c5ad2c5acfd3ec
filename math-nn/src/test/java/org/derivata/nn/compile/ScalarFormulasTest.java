package org.derivata.nn.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.DoubleUnaryOperator;
import org.derivata.core.diagnostic.EvaluationException;
import org.derivata.core.diagnostic.NameException;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.language.Limits;
import org.derivata.core.operator.Elementary;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Rational;
import org.derivata.nn.kernel.Callee;
import org.derivata.nn.kernel.StraightLine;
import org.derivata.symbolic.Formula;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ScalarFormulasTest {

    private static final double[] POINTS = {
        -1e300,
        -745.5,
        -3.25,
        -1,
        -0.5,
        -1e-9,
        -0.0,
        0.0,
        1e-300,
        1e-9,
        0.3,
        0.5,
        1,
        2,
        3.75,
        40,
        710.25,
        1e300,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };

    private static final String LOGISTIC = "y*log(1/(1+exp(-(w*p+v*q+b)))) + (1-y)*log(1-1/(1+exp(-(w*p+v*q+b))))";

    private final Compiler compiler = Compiler.standard();

    @AfterEach
    void allow_generated_classes() {
        System.clearProperty("derivata.codegen");
    }

    @Test
    void a_function_of_one_number_has_the_bits_of_the_reference() {
        for (String text : List.of(
                "x^2*sin(x)",
                "exp(-x**2/2)/sqrt(2*pi)",
                "x**-3 + x**7",
                "softplus(x) - softplus(-x)",
                "1/sqrt(x)",
                "x**0.3",
                "where(x > 0, log(x), x)",
                "maximum(x, 0.5) + minimum(x, 1) + abs(x)",
                "gelu(x) + erf(x) + lgamma(x)",
                "x if x > 1 else -x",
                "3",
                "x",
                "digamma(x) + polygamma(2, x)",
                "((3*x + 2)*x + 1)*x - 4",
                "hypot(x, 2) + atan2(x, 3) + logaddexp(x, 1)",
                "floor(x) + round(x) + sign(x)",
                "sigmoid(x) * tanh(x) / (1 + cosh(x))",
                "x - 2*x**2 - (x - 1)**3")) {
            Formula formula = Formula.given("x: []").parse(text);
            DoubleUnaryOperator compiled = compiler.scalar(formula, "x");
            assertThat(compiled.getClass().isHidden()).isTrue();
            for (double x : POINTS) {
                assertThat(compiled.applyAsDouble(x)).as("%s at %s", text, x).isEqualTo((Double)
                        formula.value(Map.of("x", x)));
            }
        }
    }

    @Test
    void every_elementwise_operator_is_called_with_its_own_bits() {
        for (Operator each : Elementary.ALL) {
            Operator operator = each.attributeNames().contains("exponent")
                    ? each.with("exponent", Rational.of(7))
                    : each.attributeNames().contains("order") ? each.with("order", Rational.ONE) : each;
            StraightLine code = new StraightLine();
            int[] arguments = {code.input(0), code.input(1), code.input(2)};
            Callee callee = Callee.of(operator);
            // these are no single method
            assertThat(callee.isNamed())
                    .as(each.name())
                    .isEqualTo(!List.of("power", "log2", "digamma", "polygamma").contains(each.name()));
            int result = code.call(callee, java.util.Arrays.copyOf(arguments, callee.arity()));
            ScalarFunction compiled = written(code, result);
            for (double a : POINTS) {
                for (double b : new double[] {-2, -0.0, 0.5, 3, Double.NaN}) {
                    assertThat(compiled.value(a, b, 7))
                            .as("%s(%s, %s)", each.name(), a, b)
                            .isEqualTo((Double) callee.function().applyAsDouble(a, b, 7));
                }
            }
        }
    }

    private static ScalarFunction written(StraightLine code, int result) {
        try {
            return ScalarWriter.function(code, 3, result);
        } catch (IllegalAccessException problem) {
            throw new AssertionError(problem);
        }
    }

    @Test
    void several_variables_are_given_in_the_order_of_their_names() {
        ScalarFunction f = compiler.scalar(Formula.parse("a / b - c"), List.of("c", "b", "a"));
        assertThat(f.value(1, 4, 8)).isEqualTo(1);
        assertThatThrownBy(() -> f.value(1, 2))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("3 variables, not 2");
    }

    @Test
    void value_and_gradient_share_their_work_and_are_the_reference_s() {
        Formula formula = Formula.parse(LOGISTIC);
        List<String> names = List.of("w", "v", "b", "p", "q", "y");
        DifferentiableFunction f = compiler.scalarGradient(formula, names, names);
        double[] x = {0.3, -0.2, 0.1, 1.5, 2.5, 1};
        double[] gradient = new double[6];
        assertThat(f.value(x, gradient)).isEqualTo(f.value(x)).isEqualTo(formula.value(point(names, x)));
        formula.gradients(names)
                .forEach((name, each) ->
                        assertThat(gradient[names.indexOf(name)]).isEqualTo(each.value(point(names, x))));
        assertThatThrownBy(() -> f.value(x, new double[5])).isInstanceOf(EvaluationException.class);
        double[] some = new double[2];
        assertThat(compiler.scalarGradient(formula, names, List.of("b", "w")).value(x, some))
                .isEqualTo(f.value(x));
        assertThat(some).containsExactly(gradient[2], gradient[0]);
        double[] both = x.clone();
        f.value(both, both);
        assertThat(both).isEqualTo(gradient);
    }

    private static Map<String, Double> point(List<String> names, double[] x) {
        Map<String, Double> point = new LinkedHashMap<>();
        for (int i = 0; i < x.length; i++) {
            point.put(names.get(i), x[i]);
        }
        return point;
    }

    @Test
    void a_product_keeps_the_order_of_the_reference_when_a_factor_is_opened() {
        ScalarFunction product = compiler.scalar(Formula.parse("silu(x) * y").asTyped(), List.of("x", "y"));
        assertThat(product.value(-1e200, 1e200)).isEqualTo(-0.0);
    }

    @Test
    void what_lies_between_zero_and_one_is_multiplied_first() {
        ScalarFunction product = compiler.scalar(Formula.parse("silu(x) * x * y"), List.of("x", "y"));
        assertThat(product.value(-1e200, 1e200)).isZero();
        assertThat(product.value(2, 3)).isEqualTo(12 / (1 + Math.exp(-2)));
    }

    @Test
    void what_simplifying_wrote_stays_in_range_without_stabilising_and_what_was_typed_is_computed_as_it_stands() {
        List<String> names = List.of("x", "y", "z");
        Formula typed = Formula.parse("x / (y / z)").asTyped();
        assertThat(compiler.scalar(typed.simplify(), names).value(1e200, 1e200, 1e200))
                .isEqualTo(1e200);
        assertThat(compiler.scalar(Formula.parse("x * z / y").asTyped(), names).value(1e200, 1e200, 1e200))
                .isInfinite();
    }

    @Test
    void a_gradient_may_be_numbers_and_variables_themselves() {
        DifferentiableFunction f = compiler.scalarGradient(
                Formula.parse("a*b + 3*c"), List.of("a", "b", "c", "unused"), List.of("a", "b", "c", "unused"));
        double[] x = {2, 5, 7, 9};
        assertThat(f.value(x, x)).isEqualTo(31);
        assertThat(x).containsExactly(5, 2, 3, 0);
    }

    @Test
    void an_expanded_polynomial_is_computed_to_the_accuracy_of_its_terms() {
        Random random = new Random(5);
        StringJoiner text = new StringJoiner(" + ");
        double[] coefficients = new double[21];
        for (int k = 0; k <= 20; k++) {
            coefficients[k] = Math.round(1000 * random.nextGaussian()) / 1000.0;
            text.add("(" + coefficients[k] + ")*x**" + k);
        }
        DoubleUnaryOperator compiled = compiler.scalar(Formula.parse(text.toString()), "x");
        for (int i = 0; i < 1000; i++) {
            double x = 3 * random.nextGaussian();
            java.math.BigDecimal sum = java.math.BigDecimal.ZERO;
            double size = 0;
            for (int k = 20; k >= 0; k--) {
                sum = sum.multiply(new java.math.BigDecimal(x))
                        .add(new java.math.BigDecimal(Double.toString(coefficients[k])));
                size = size * Math.abs(x) + Math.abs(coefficients[k]);
            }
            assertThat(compiled.applyAsDouble(x))
                    .isCloseTo(sum.doubleValue(), org.assertj.core.data.Offset.offset(20 * Math.ulp(size)));
        }
    }

    @Test
    void a_hundred_thousand_operations_become_methods_that_are_compiled() {
        Random random = new Random(7);
        StraightLine code = new StraightLine();
        List<Integer> made = new ArrayList<>(List.of(code.input(0), code.input(1), code.input(2)));
        while (code.instructions().size() < 100_000) {
            int a = made.get(made.size() - 1 - random.nextInt(Math.min(made.size(), 500)));
            int b = made.get(random.nextInt(made.size()));
            made.add(
                    switch (random.nextInt(5)) {
                        case 0 -> code.add(a, b);
                        case 1 -> code.subtract(a, code.multiply(code.constant(random.nextDouble()), b));
                        case 2 -> code.call(Callee.of(Elementary.ALL.get(2)), code.negate(code.call(Callee.ABS, a)));
                        case 3 -> code.divide(a, code.add(code.constant(2), code.multiply(b, b)));
                        default -> code.call(Callee.MAXIMUM, code.multiply(a, code.constant(0.5)), b);
                    });
        }
        int[] outputs = {code.instructions().size() - 1, code.instructions().size() / 2, code.input(1), code.constant(4)
        };
        double[] x = {0.5, -1.5, 2};
        double[] gradient = new double[3];
        double[] values = new double[code.instructions().size()];
        code.run(x, values);
        try {
            DifferentiableFunction f = ScalarWriter.differentiable(code, 3, outputs);
            assertThat(f.value(x, gradient)).isEqualTo(values[outputs[0]]).isEqualTo(f.value(x));
        } catch (IllegalAccessException problem) {
            throw new AssertionError(problem);
        }
        assertThat(gradient).containsExactly(values[outputs[1]], -1.5, 4);
    }

    @Test
    void long_formulas_compile_from_their_text() {
        StringBuilder text = new StringBuilder("x");
        for (int i = 0; i < 6_000; i++) {
            text.append(i % 3 == 0 ? " + sin(x*" : i % 3 == 1 ? " - x**2/(x+" : " + exp(-")
                    .append(i + 1)
                    .append(i % 3 == 2 ? "*x*x)" : ")");
        }
        Formula formula = Formula.given("").limits(Limits.trusted()).parse(text.toString());
        assertThat(compiler.scalar(formula, "x").applyAsDouble(0.75)).isEqualTo(formula.value(Map.of("x", 0.75)));
    }

    @Test
    void without_generated_classes_the_bits_are_the_same() {
        Formula formula = Formula.parse(LOGISTIC);
        List<String> names = List.of("w", "v", "b", "p", "q", "y");
        DifferentiableFunction generated = compiler.scalarGradient(formula, names, names);
        System.setProperty("derivata.codegen", "off");
        DifferentiableFunction interpreted = compiler.scalarGradient(formula, names, names);
        assertThat(interpreted).isInstanceOf(InterpretedScalar.class);
        double[] x = {0.3, -0.2, 0.1, 1.5, 2.5, 0.7};
        double[] first = new double[6];
        double[] second = new double[6];
        assertThat(interpreted.value(x, first))
                .isEqualTo(generated.value(x, second))
                .isEqualTo(interpreted.value(x));
        assertThat(first).isEqualTo(second);
        assertThat(compiler.scalar(Formula.parse("x**2"), "x").applyAsDouble(3)).isEqualTo(9);
    }

    @Test
    void nothing_is_allocated() {
        List<String> names = List.of("w", "v", "b", "p", "q", "y");
        DifferentiableFunction f = compiler.scalarGradient(Formula.parse(LOGISTIC), names, names);
        double[] x = {0.3, -0.2, 0.1, 1.5, 2.5, 0.7};
        double[] gradient = new double[6];
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int i = 0; i < 1000; i++) {
                f.value(x, gradient);
            }
            least = Math.min(
                    least,
                    threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
        }
        assertThat(least).isLessThan(1000);
    }

    @Test
    void arrays_and_unknown_names_are_refused() {
        assertThatThrownBy(() -> compiler.scalar(Formula.given("x: [3]").parse("sum(x)"), "x"))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> compiler.scalar(Formula.parse("x*y"), "x"))
                .isInstanceOf(NameException.class)
                .hasMessageContaining("y");
    }

    @Test
    void classes_go_when_nobody_uses_them() {
        assertThat(areUnloaded(300)).isGreaterThan(250);
    }

    @Tag("acceptance")
    @Test
    void a_hundred_thousand_compiled_and_dropped_leave_nothing() {
        assertThat(areUnloaded(100_000)).isGreaterThan(99_000);
    }

    private int areUnloaded(int count) {
        List<WeakReference<DoubleUnaryOperator>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            DoubleUnaryOperator compiled = compiler.scalar(Formula.parse("x**2 * sin(" + i + "*x)"), "x");
            assertThat(compiled.applyAsDouble(0)).isZero();
            all.add(new WeakReference<>(compiled));
        }
        System.gc();
        long loaded = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
        assertThat(loaded).isLessThan(count + 20_000L);
        return (int) all.stream().filter(each -> each.get() == null).count();
    }
}
