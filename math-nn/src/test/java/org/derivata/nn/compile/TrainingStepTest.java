package org.derivata.nn.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.derivata.core.array.Array;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.expr.Expr;
import org.derivata.nn.kernel.BlockedMultiplier;
import org.derivata.nn.kernel.OjAlgoMultiplier;
import org.derivata.symbolic.Formula;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingStepTest {

    @ParameterizedTest
    @EnumSource(Engine.class)
    void steps_agree_with_the_reference_updated_by_hand(Engine engine) {
        TrainingStep step = TrainingStep.of(6, 5, 4, 3);
        Program program = step.compile(engine);
        Workspace workspace = program.newWorkspace();
        Map<String, Array> byHand = new HashMap<>(TrainingStep.inputs(program));
        TrainingStep.inputs(program).forEach(workspace::set);
        List<String> names = new ArrayList<>(step.outputs().keySet());
        for (int i = 0; i < 5; i++) {
            List<Expr> outputs = new ArrayList<>(step.outputs().values());
            List<Array> expected = ReferenceEvaluator.evaluate(outputs, byHand, step.sizes());
            program.run(workspace);
            assertThat(workspace.scalar("loss"))
                    .isCloseTo(expected.get(0).scalar(), org.assertj.core.data.Offset.offset(1e-12));
            step.feedback().forEach((output, input) -> byHand.put(input, expected.get(names.indexOf(output))));
        }
        step.feedback().values().forEach(input -> close(workspace.input(input), byHand.get(input)));
    }

    private static void close(Array got, Array expected) {
        for (int i = 0; i < expected.count(); i++) {
            assertThat(got.data()[i]).isCloseTo(expected.data()[i], org.assertj.core.data.Offset.offset(1e-12));
        }
    }

    @Test
    void a_step_allocates_nothing_once_warm() {
        Program program = TrainingStep.of(32, 64, 32, 10).compile(Engine.COMPILED);
        Workspace workspace = program.newWorkspace();
        TrainingStep.inputs(program).forEach(workspace::set);
        for (int i = 0; i < 200; i++) {
            program.run(workspace);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1000; i++) {
            program.run(workspace);
        }
        long each = (threads.getCurrentThreadAllocatedBytes() - before) / 1000;
        assertThat(each).as("bytes a step").isLessThan(16);
    }

    @Test
    void parameters_are_updated_where_they_lie() {
        Program program = TrainingStep.of(8, 6, 5, 4).compile(Engine.COMPILED);
        assertThat(program.explain()).doesNotContain("then ");
    }

    @Test
    void updates_are_added_to_the_parameters_by_the_products_that_make_them() {
        Program program = TrainingStep.of(8, 6, 5, 4).compile(Engine.COMPILED);
        assertThat(program.explain()).contains("W1 - 0.1 * X.T @ ").contains("W2 - 0.1 * ");
    }

    @Test
    void steps_in_float32_follow_those_in_float64() {
        TrainingStep step = TrainingStep.of(32, 64, 32, 10);
        Program doubles = step.compile(Engine.COMPILED);
        Program singles =
                Compiler.standard().precision(Precision.FLOAT32).compile(step.outputs(), step.sizes(), step.feedback());
        Workspace wide = doubles.newWorkspace();
        Workspace narrow = singles.newWorkspace();
        TrainingStep.inputs(doubles).forEach(wide::set);
        TrainingStep.inputs(singles).forEach(narrow::set);
        for (int i = 0; i < 10; i++) {
            doubles.run(wide);
            singles.run(narrow);
        }
        assertThat(narrow.scalar("loss")).isCloseTo(wide.scalar("loss"), org.assertj.core.data.Offset.offset(1e-5));
        SinglePrecision.requireClose(narrow.copy("new W1"), wide.copy("new W1"), 1e-5, "W1");
    }

    @Test
    void a_program_that_nobody_keeps_is_collected() throws InterruptedException {
        WeakReference<Program> dropped = new WeakReference<>(used());
        for (int i = 0; i < 100 && dropped.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(dropped.get()).isNull();
    }

    private static Program used() {
        Program program = TrainingStep.of(6, 5, 4, 3).compile(Engine.COMPILED);
        program.evaluate(TrainingStep.inputs(program));
        return program;
    }

    @Test
    void steps_have_the_same_bits_for_any_number_of_threads() {
        TrainingStep step = TrainingStep.of(300, 200, 120, 10);
        for (Precision precision : Precision.values()) {
            Compiler compiler =
                    Compiler.standard().multiplier(new BlockedMultiplier()).precision(precision);
            Map<String, Array> expected = weights(step, compiler);
            for (int threads : new int[] {2, 4, 8, 16}) {
                assertThat(weights(step, compiler.threads(threads))).isEqualTo(expected);
            }
        }
    }

    @Test
    void a_multiplier_that_was_asked_for_stays_with_threads() {
        TrainingStep step = TrainingStep.of(30, 20, 12, 10);
        Compiler asked = Compiler.standard().multiplier(new OjAlgoMultiplier());
        assertThat(step.compile(asked.threads(2)).explain())
                .contains("ojAlgo 30x20")
                .doesNotContain("blocked");
        assertThat(step.compile(Compiler.standard().threads(2).multiplier(new OjAlgoMultiplier()))
                        .explain())
                .contains("ojAlgo 30x20")
                .doesNotContain("blocked");
    }

    @Test
    void helpers_that_never_come_change_nothing() {
        TrainingStep step = TrainingStep.of(300, 200, 120, 10);
        Compiler alone = Compiler.standard()
                .threads(
                        task -> {
                            throw new java.util.concurrent.RejectedExecutionException();
                        },
                        4);
        assertThat(weights(step, alone)).isEqualTo(weights(step, Compiler.standard()));
    }

    @Test
    void elementwise_work_and_its_sums_have_the_same_bits_for_any_number_of_threads() {
        Formula formula = Formula.given("A: [n, k]; c: [k]")
                .parse("sum(exp(-A**2) * c, axis=0) + sum(sum(tanh(A * c), axis=1)) + sum(softmax(A, axis=1) * A)");
        for (int[] sizes : new int[][] {{1000, 37}, {3, 20_000}, {1, 50_000}, {9000, 3}}) {
            double[] a = new SplittableRandom(3)
                    .doubles((long) sizes[0] * sizes[1], -2, 2)
                    .toArray();
            Map<String, Array> inputs = Map.of(
                    "A",
                    Array.of(a, sizes),
                    "c",
                    Array.of(new SplittableRandom(4).doubles(sizes[1]).toArray(), sizes[1]));
            Map<String, Integer> names = Map.of("n", sizes[0], "k", sizes[1]);
            Array alone = once(Compiler.standard(), formula, names, inputs);
            for (int threads : new int[] {2, 4, 8, 16}) {
                Array shared = once(Compiler.standard().threads(threads), formula, names, inputs);
                assertThat(shared).isEqualTo(alone);
            }
            Array reference = ReferenceEvaluator.evaluate(List.of(formula.expression()), inputs, names)
                    .get(0);
            for (int i = 0; i < reference.count(); i++) {
                double expected = reference.data()[i];
                assertThat(alone.data()[i])
                        .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-9 * (1 + Math.abs(expected))));
            }
        }
    }

    private static Array once(
            Compiler compiler, Formula formula, Map<String, Integer> sizes, Map<String, Array> inputs) {
        return java.util.Objects.requireNonNull(
                compiler.compile(formula.expression(), sizes).evaluate(inputs).get("result"));
    }

    private static Map<String, Array> weights(TrainingStep step, Compiler compiler) {
        Program program = compiler.compile(step.outputs(), step.sizes(), step.feedback());
        Workspace workspace = program.newWorkspace();
        TrainingStep.inputs(program).forEach(workspace::set);
        for (int i = 0; i < 5; i++) {
            program.run(workspace);
        }
        Map<String, Array> results = new HashMap<>();
        program.outputs().forEach(name -> results.put(name, workspace.copy(name)));
        return results;
    }

    @Test
    void a_step_on_several_threads_allocates_nothing_once_warm() {
        TrainingStep step = TrainingStep.of(300, 80, 64, 10);
        Program program = Compiler.standard().threads(2).compile(step.outputs(), step.sizes(), step.feedback());
        Workspace workspace = program.newWorkspace();
        TrainingStep.inputs(program).forEach(workspace::set);
        for (int i = 0; i < 1000; i++) {
            program.run(workspace);
        }
        // a helper that ended is called again, which takes some bytes; an object for each shared piece of work would be
        // 400 bytes
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 300; i++) {
            program.run(workspace);
        }
        long each = (threads.getCurrentThreadAllocatedBytes() - before) / 300;
        assertThat(each).as("bytes a step").isLessThan(200);
    }

    @Test
    void two_workspaces_of_one_program_reach_the_same_bits() {
        Program program = TrainingStep.of(16, 12, 9, 4).compile(Engine.COMPILED);
        Workspace first = program.newWorkspace();
        Workspace second = program.newWorkspace();
        TrainingStep.inputs(program).forEach(first::set);
        TrainingStep.inputs(program).forEach(second::set);
        for (int i = 0; i < 20; i++) {
            program.run(first);
        }
        for (int i = 0; i < 20; i++) {
            program.run(second);
        }
        assertThat(first.copy("new W1")).isEqualTo(second.copy("new W1"));
        assertThat(first.scalar("loss")).isEqualTo(second.scalar("loss"));
    }
}
