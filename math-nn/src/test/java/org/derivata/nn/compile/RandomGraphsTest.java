package org.derivata.nn.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Products;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random graphs against the reference; a failure names the seed. */
class RandomGraphsTest {

    @ParameterizedTest
    @EnumSource(Engine.class)
    void graphs_of_every_kind_agree_with_the_reference(Engine engine) {
        int[][] sizes = {{3, 4, 2}, {1, 3, 5}, {1}, {11, 9, 1}, {33, 40}, {0, 2, 3}};
        for (long seed = 0; seed < 400; seed++) {
            int[] extents = sizes[(int) (seed % sizes.length)];
            RandomGraph graph = RandomGraph.of(seed, extents);
            compare(engine, graph, seed, 1e-12, false);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void elementwise_graphs_agree_with_nan_and_infinity_too(Engine engine) {
        for (long seed = 0; seed < 120; seed++) {
            int[][] sizes = {{1, 1}, {3, 7}, {1, 9}, {60, 50}, {1500, 2}, {2, 1500}};
            int[] extents = sizes[(int) (seed % sizes.length)];
            RandomGraph graph = RandomGraph.elementwise(seed, extents[0], extents[1]);
            compare(engine, graph, seed, engine == Engine.COMPILED ? 0 : 1e-12, true);
        }
    }

    @Test
    void graphs_in_float32_agree_within_its_rounding() {
        int[][] sizes = {{3, 4, 2}, {1, 3, 5}, {1}, {11, 9, 1}, {33, 40}, {0, 2, 3}};
        Compiler compiler = Compiler.standard().precision(Precision.FLOAT32);
        for (long seed = 0; seed < 400; seed++) {
            RandomGraph graph = RandomGraph.of(seed, sizes[(int) (seed % sizes.length)]);
            Map<String, Array> inputs = SinglePrecision.rounded(graph.inputs());
            List<Array> expected = ReferenceEvaluator.evaluate(graph.outputs(), inputs);
            Program program = compiler.compile(graph.outputs(), Map.of());
            Workspace workspace = program.newWorkspace();
            program.run(workspace, inputs);
            program.run(workspace, inputs);
            for (int i = 0; i < expected.size(); i++) {
                Array got = workspace.output(Integer.toString(i));
                SinglePrecision.requireClose(got, expected.get(i), 1e-4, "seed " + seed + ", output " + i);
            }
        }
    }

    private static void compare(Engine engine, RandomGraph graph, long seed, double tolerance, boolean exactSpecials) {
        // the compiler makes products of products one product, which moves roundings; from there on nothing may
        List<Expr> outputs = Products.flatten(graph.outputs());
        List<Array> expected = ReferenceEvaluator.evaluate(outputs, graph.inputs());
        Program program = Compiler.of(engine).compile(outputs, Map.of());
        Workspace workspace = program.newWorkspace();
        // twice: the second run meets buffers full of old results
        program.run(workspace, graph.inputs());
        program.run(workspace, graph.inputs());
        for (int i = 0; i < outputs.size(); i++) {
            Array got = workspace.output(Integer.toString(i));
            assertThat(got.shape()).isEqualTo(expected.get(i).shape());
            double[] reference = expected.get(i).data();
            double size = 1;
            for (double each : reference) {
                size = Math.max(size, Double.isFinite(each) ? Math.abs(each) : 1);
            }
            for (int k = 0; k < reference.length; k++) {
                double error = Math.abs(got.data()[k] - reference[k]);
                boolean same = Double.compare(got.data()[k], reference[k]) == 0
                        || got.data()[k] == reference[k]
                        || error <= tolerance * size
                        || (!exactSpecials && !Double.isFinite(reference[k]));
                if (!same) {
                    throw new AssertionError("seed " + seed + ", output " + i + ", entry " + k + ": " + got.data()[k]
                            + " instead of " + reference[k] + "\n" + program.explain());
                }
            }
        }
    }
}
