package org.derivata.core.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.derivata.core.operator.Rational;
import org.junit.jupiter.api.Test;

class NodeMapTest {

    @Test
    void knows_what_a_map_knows_after_random_puts() {
        SplittableRandom random = new SplittableRandom(1);
        Expr x = Variable.of("x");
        Map<Expr, Integer> expected = new LinkedHashMap<>();
        NodeMap<Integer> map = new NodeMap<>();
        NodeIndex index = new NodeIndex();
        for (int i = 0; i < 10_000; i++) {
            Expr node = Algebra.scale(Rational.of(random.nextInt(2, 5_000)), x);
            assertThat(index.add(node)).isEqualTo(!expected.containsKey(node));
            expected.put(node, i);
            map.put(node, i);
        }
        expected.forEach((node, value) -> assertThat(map.known(node)).isEqualTo(value));
        assertThat(index.nodes()).containsExactlyElementsOf(expected.keySet());
        assertThat(map.get(x)).isNull();
        assertThat(index.of(x)).isEqualTo(-1);
    }
}
