package org.derivata.nn.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.NameException;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Library;
import org.derivata.core.shape.Shape;
import org.junit.jupiter.api.Test;

class OptimizerTest {

    private static final Variable W = Variable.of("W", Shape.of(2));

    @Test
    void aMistypedNameIsAskedBack() {
        assertThatThrownBy(() -> Optimizer.named("adm"))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("did you mean adam?");
        assertThatThrownBy(() -> Optimizer.adam(0.1).with("betta1", 0.8)).hasMessageContaining("did you mean beta1?");
    }

    @Test
    void aHyperparameterIsChangedInACopy() {
        Optimizer adam = Optimizer.adam(0.1);
        assertThat(adam.with("beta1", 0.8).hyperparameters()).containsEntry("beta1", 0.8);
        assertThat(adam.hyperparameters()).containsEntry("beta1", 0.9);
        assertThat(Optimizer.sgd(0.5)).hasToString("sgd(rate=0.5, decay=0.0)");
    }

    @Test
    void aRateThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> Optimizer.sgd(Double.NaN)).hasMessageContaining("rate is NaN");
        assertThatThrownBy(() -> new Optimizer("none", Map.of(), Map.of(), Map.of(), "p = p"))
                .hasMessageContaining("has no rate");
    }

    @Test
    void aTextThatDoesNotMoveItsStateIsRefused() {
        Optimizer idle = new Optimizer("idle", Map.of("rate", 0.1), Map.of(), Map.of("v", 0.0), "p = p - rate * g\n v = sum(g)");
        assertThatThrownBy(() -> Updates.of(idle, Map.of(W, W), Library.standard()))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("gives v the shape []");
    }

    @Test
    void aTextWithAnUnknownNameIsToldWhere() {
        Optimizer wrong = new Optimizer("wrong", Map.of("rate", 0.1), Map.of(), Map.of(), "p = p - rate * h");
        assertThatThrownBy(() -> Updates.of(wrong, Map.of(W, W), Library.standard()))
                .isInstanceOf(NameException.class)
                .hasMessageContaining("p = p - rate * h");
    }
}
