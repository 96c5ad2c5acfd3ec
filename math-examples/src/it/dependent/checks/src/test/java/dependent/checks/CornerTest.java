package dependent.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CornerTest {
    @Test
    void the_testkit_brings_its_own_test_libraries() {
        assertThat(Corner.isZero()).isTrue();
    }
}
