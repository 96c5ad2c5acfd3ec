package org.derivata.nn.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Variable;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;
import org.derivata.symbolic.Formula;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of multiplying and the copies it takes, as the plans of programs tell them. */
class ProductOrderTest {

    private static final java.util.regex.Pattern TOTAL = java.util.regex.Pattern.compile("buffers, (\\d+)FLOP a run");

    private static long flops(Program program) {
        java.util.regex.Matcher found = TOTAL.matcher(program.explain().replace(" FLOP", "FLOP"));
        assertThat(found.find()).as(program.explain()).isTrue();
        return Long.parseLong(found.group(1));
    }

    @Test
    void a_chain_of_matrices_is_multiplied_in_the_cheapest_order_whatever_the_brackets() {
        SplittableRandom random = new SplittableRandom(1);
        for (int run = 0; run < 300; run++) {
            int count = 2 + random.nextInt(5);
            boolean vector = random.nextBoolean();
            int[] sizes = new int[count + 1];
            for (int i = 0; i <= count; i++) {
                sizes[i] = 2 + random.nextInt(7);
            }
            StringBuilder shapes = new StringBuilder();
            for (int i = 0; i < count; i++) {
                boolean last = i == count - 1;
                shapes.append("A").append(i).append(": [s").append(i);
                shapes.append(last && vector ? "]; " : ", s" + (i + 1) + "]; ");
            }
            String text = bracketed(0, count, random);
            Expr chain = Formula.given(shapes.substring(0, shapes.length() - 2))
                    .parse(text)
                    .expression();
            Map<String, Integer> named = new TreeMap<>();
            for (int i = 0; i <= count; i++) {
                named.put("s" + i, sizes[i]);
            }
            sizes[count] = vector ? 1 : sizes[count];
            Program program = Compiler.standard().compile(chain, named);
            assertThat(flops(program)).as(text + " of " + named).isEqualTo(least(sizes, 0, count));
        }
    }

    private static String bracketed(int from, int to, SplittableRandom random) {
        if (to - from == 1) {
            return "A" + from;
        }
        int middle = from + 1 + random.nextInt(to - from - 1);
        return "(" + bracketed(from, middle, random) + " @ " + bracketed(middle, to, random) + ")";
    }

    /** The least cost over all ways to bracket a chain. */
    private static long least(int[] sizes, int from, int to) {
        long least = to - from == 1 ? 0 : Long.MAX_VALUE;
        for (int middle = from + 1; middle < to; middle++) {
            least = Math.min(
                    least,
                    least(sizes, from, middle)
                            + least(sizes, middle, to)
                            + 2L * sizes[from] * sizes[middle] * sizes[to]);
        }
        return least;
    }

    @Test
    void a_chain_that_ends_in_a_vector_is_computed_from_there() {
        for (String text : List.of("A @ B @ C @ v", "((A @ B) @ C) @ v", "(A @ B) @ (C @ v)", "A @ (B @ C) @ v")) {
            Expr chain = Formula.given("A: [n, n]; B: [n, n]; C: [n, n]; v: [n]")
                    .parse(text)
                    .expression();
            assertThat(flops(Compiler.standard().compile(chain, Map.of("n", 9))))
                    .isEqualTo(3 * 2 * 81);
        }
    }

    @Test
    void long_chains_are_multiplied_from_their_vector() {
        int n = 6;
        List<Expr> operands = new ArrayList<>();
        List<int[]> labels = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            operands.add(Variable.of("A" + i, Shape.of(Dimension.named("n"), Dimension.named("n"))));
            labels.add(new int[] {i, i + 1});
        }
        operands.add(Variable.of("v", Shape.of(Dimension.named("n"))));
        labels.add(new int[] {40});
        Dimension[] sizes = new Dimension[41];
        java.util.Arrays.fill(sizes, Dimension.named("n"));
        Expr chain = Einsum.of(operands, labels, new int[] {0}, sizes);
        assertThat(flops(Compiler.standard().compile(chain, Map.of("n", n)))).isEqualTo(40 * 2 * 36);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X.T @ r",
                "r @ X",
                "X @ W.T",
                "X.T @ Y.T",
                "W @ X.T",
                "(X @ W.T).T",
                "X.T @ X",
                "X @ X.T",
                "T @ V.transpose(0, 2, 1)",
                "einsum(\"bij,bik->bjk\", T, T)",
                "einsum(\"bij,bkj->bik\", T, V)",
                "einsum(\"bij,kj->bik\", T, W)",
                "einsum(\"ij,bkj->ibk\", W, T)",
                "einsum(\"bij,bj->bi\", T, b)",
                "einsum(\"bij,bi->bj\", T, c)",
                "X.T @ (r * r)",
                "X.T @ r @ X.T @ r"
            })
    void transposed_operands_are_multiplied_where_they_lie(String text) {
        Expr product = Formula.given(
                        "X: [n, d]; r: [n]; W: [k, d]; Y: [k, n]; T: [q, m, d]; V: [q, k, d]; b: [q, d]; c: [q, m]")
                .parse(text)
                .expression();
        String plan = Compiler.standard()
                .compile(product, Map.of("n", 7, "d", 3, "k", 5, "q", 4, "m", 6))
                .explain();
        assertThat(plan).contains(" @ ").doesNotContain("[strided]").doesNotContain("copy");
    }
}
