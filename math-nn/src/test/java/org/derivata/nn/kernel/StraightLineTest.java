package org.derivata.nn.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.derivata.nn.kernel.StraightLine.Instruction;
import org.derivata.nn.kernel.StraightLine.Operation;
import org.junit.jupiter.api.Test;

class StraightLineTest {

    private final StraightLine code = new StraightLine();
    private final int x = code.input(0);
    private final int y = code.input(1);
    private final int z = code.input(2);

    private long calls() {
        return code.instructions().stream()
                .filter(each -> each.operation() == Operation.CALL)
                .count();
    }

    private void absoluteValues(int first, int second) {
        assertThat(code.call(Callee.ABS, first)).isEqualTo(code.call(Callee.ABS, second));
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void a_number_and_its_negative_have_one_absolute_value() {
        absoluteValues(x, code.negate(x));
    }

    @Test
    void so_have_differences_the_other_way_round() {
        absoluteValues(code.subtract(x, y), code.subtract(y, x));
    }

    @Test
    void so_have_sums_whose_terms_all_change_their_sign() {
        int sum = code.add(code.add(code.multiply(code.constant(2), x), y), code.constant(3));
        int opposite = code.subtract(code.subtract(code.multiply(code.constant(-2), x), y), code.constant(3));
        absoluteValues(opposite, sum);
    }

    @Test
    void so_have_sums_of_negatives() {
        absoluteValues(code.add(code.negate(x), code.negate(z)), code.add(z, x));
    }

    @Test
    void different_numbers_keep_theirs() {
        code.call(Callee.ABS, code.add(x, y));
        code.call(Callee.ABS, code.subtract(x, y));
        code.call(Callee.ABS, code.subtract(code.negate(x), z));
        assertThat(calls()).isEqualTo(3);
    }

    @Test
    void a_sigmoid_takes_its_exponential_from_the_softplus_of_the_same_number() {
        int sum = code.add(x, y);
        int decay = code.call(Callee.EXP, code.negate(code.call(Callee.ABS, sum)));
        for (int each : new int[] {sum, code.subtract(code.negate(x), y)}) {
            Instruction made = code.instructions().get(code.call(Callee.EXP, each));
            assertThat(made.operands()).containsExactly(each, decay);
        }
        assertThat(code.instructions().get(code.call(Callee.EXP, x)).operands()).containsExactly(x);
    }
}
