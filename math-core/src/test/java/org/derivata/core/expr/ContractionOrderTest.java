package org.derivata.core.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;
import org.junit.jupiter.api.Test;

class ContractionOrderTest {

    /** A product of up to six arrays, each with up to three of five labels. */
    private static Expr random(SplittableRandom random) {
        int count = 3 + random.nextInt(4);
        Dimension[] sizes = IntStream.range(0, 5)
                .mapToObj(label -> Dimension.of(2 + random.nextInt(9)))
                .toArray(Dimension[]::new);
        List<Expr> operands = new ArrayList<>();
        List<int[]> labels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] own = random.ints(1 + random.nextInt(3), 0, 5).distinct().toArray();
            Shape shape =
                    new Shape(Arrays.stream(own).mapToObj(label -> sizes[label]).toList());
            operands.add(Variable.of("v" + i, shape));
            labels.add(own);
        }
        int[] output = labels.stream()
                .flatMapToInt(Arrays::stream)
                .distinct()
                .filter(label -> random.nextInt(3) == 0)
                .toArray();
        return Einsum.of(operands, labels, output, sizes);
    }

    @Test
    void few_operands_are_multiplied_in_the_cheapest_of_all_orders() {
        SplittableRandom random = new SplittableRandom(1);
        int compared = 0;
        for (int run = 0; run < 1000; run++) {
            if (!(random(random) instanceof Einsum product)
                    || product.operands().size() < 3) {
                continue;
            }
            compared++;
            ContractionOrder.Tree tree = ContractionOrder.of(product, size -> size.constant());
            List<int[]> all = IntStream.range(0, product.operands().size())
                    .mapToObj(product::labels)
                    .toList();
            assertThat(cost(product, tree)).as(product.toString()).isEqualTo(least(product, all));
        }
        assertThat(compared).isGreaterThan(200);
    }

    private static double cost(Einsum product, ContractionOrder.Tree tree) {
        return tree instanceof ContractionOrder.Pair pair
                ? cost(product, pair.left())
                        + cost(product, pair.right())
                        + work(product, pair.left().labels(), pair.right().labels())
                : 0;
    }

    /** Multiplications of two factors, of which each has lost the labels that nobody else needs. */
    private static double work(Einsum product, int[] left, int[] right) {
        return IntStream.concat(Arrays.stream(left), Arrays.stream(right))
                .distinct()
                .mapToDouble(label -> product.size(label).constant())
                .reduce(1, (a, b) -> a * b);
    }

    private static double least(Einsum product, List<int[]> factors) {
        double least = factors.size() == 1 ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < factors.size(); i++) {
            for (int j = i + 1; j < factors.size(); j++) {
                List<int[]> rest = new ArrayList<>(factors);
                rest.remove(j);
                rest.remove(i);
                int[] left = needed(product, factors, i);
                int[] right = needed(product, factors, j);
                rest.add(IntStream.concat(Arrays.stream(left), Arrays.stream(right))
                        .distinct()
                        .toArray());
                int[] both = needed(product, rest, rest.size() - 1);
                rest.set(rest.size() - 1, both);
                least = Math.min(least, work(product, left, right) + least(product, rest));
            }
        }
        return least;
    }

    /** The labels of a factor that the result or another factor has. */
    private static int[] needed(Einsum product, List<int[]> factors, int which) {
        return Arrays.stream(factors.get(which))
                .distinct()
                .filter(label -> label < product.rank()
                        || IntStream.range(0, factors.size())
                                .anyMatch(other -> other != which
                                        && Arrays.stream(factors.get(other)).anyMatch(each -> each == label)))
                .toArray();
    }

    @Test
    void a_matrix_that_is_dear_to_make_is_applied_where_that_is_possible() {
        Expr matrix = Variable.of("A", Shape.of(8, 8));
        Expr scale = Variable.of("s", Shape.of(8));
        Expr columns = Variable.of("B", Shape.of(8, 20));
        Einsum product = (Einsum) Einsum.of("ij,j,jk->ik", matrix, scale, columns);
        int at = product.operands().indexOf(matrix);
        double[] making = new double[3];
        assertThat(partner(ContractionOrder.of(product, size -> size.constant(), making), at))
                .as("scaling the matrix is cheaper than scaling the columns")
                .isEqualTo(product.operands().indexOf(scale));
        making[at] = 512;
        assertThat(partner(ContractionOrder.of(product, size -> size.constant(), making), at))
                .as("but then it has to be made")
                .isEqualTo(-1);
    }

    /** The operand with which another one is multiplied; -1 where that is a product. */
    private static int partner(ContractionOrder.Tree tree, int operand) {
        if (!(tree instanceof ContractionOrder.Pair pair)) {
            return -1;
        }
        for (List<ContractionOrder.Tree> sides :
                List.of(List.of(pair.left(), pair.right()), List.of(pair.right(), pair.left()))) {
            if (sides.get(0) instanceof ContractionOrder.Leaf leaf && leaf.operand() == operand) {
                return sides.get(1) instanceof ContractionOrder.Leaf other ? other.operand() : -1;
            }
        }
        return Math.max(partner(pair.left(), operand), partner(pair.right(), operand));
    }
}
