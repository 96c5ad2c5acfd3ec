package org.derivata.core.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.derivata.core.operator.Rational;
import org.junit.jupiter.api.Test;

/** Equal expressions are one object, whoever makes them and whatever has left the table in between. */
class InternerTest {

    private static final int NODES = 100_000;

    private static final Expr X = Variable.of("interned");

    private static Expr node(int number) {
        return Algebra.scale(Rational.of(number + 2L), X);
    }

    @Test
    void nodes_that_are_held_are_found_after_others_have_been_collected() {
        SplittableRandom random = new SplittableRandom(1);
        List<Expr> all = new ArrayList<>(
                IntStream.range(0, NODES).mapToObj(InternerTest::node).toList());
        for (int i = 0; i < NODES; i++) {
            if (random.nextBoolean()) {
                all.set(i, X);
            }
        }
        for (int round = 0; round < 3; round++) {
            System.gc();
            for (int i = 0; i < NODES; i++) {
                Expr again = node(i);
                if (all.get(i) != X) {
                    assertThat(again).isSameAs(all.get(i));
                }
            }
        }
    }

    @Test
    void threads_that_make_the_same_node_at_once_get_one_object() {
        for (int round = 0; round < 100; round++) {
            int first = NODES + 1000 * round;
            List<List<Expr>> made = IntStream.range(0, 4)
                    .parallel()
                    .mapToObj(thread -> IntStream.range(first, first + 1000)
                            .mapToObj(InternerTest::node)
                            .toList())
                    .toList();
            for (List<Expr> each : made) {
                for (int i = 0; i < each.size(); i++) {
                    assertThat(each.get(i)).isSameAs(made.get(0).get(i));
                }
            }
        }
    }
}
