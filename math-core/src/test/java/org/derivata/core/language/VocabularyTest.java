package org.derivata.core.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Stream;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of other libraries mean what they mean there. */
class VocabularyTest {

    private static final Map<String, Array> VALUES = Map.of(
            "x", Array.of(new double[] {1, 2, 4}, 3),
            "A", Array.of(new double[] {1, 2, 3, 4}, 2, 2),
            "s", Array.scalar(2.5));

    private static double number(String text) {
        return Texts.value(text, VALUES).data()[0];
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "np.sum(x); 7",
                "numpy.arctan2(s, 1); 1.1902899496825317",
                "np.power(s, 2) + jnp.subtract(s, 1); 7.75",
                "math.log(8, 2); 3",
                "math.log(s) - np.log(s); 0",
                "torch.sum(x, dim=0); 7",
                "sum(torch.sum(A, 1, keepdim=True)); 10",
                "torch.clamp(s, max=2); 2",
                "torch.max(s, torch.tensor(3.0)); 3",
                "torch.add(s, 1, alpha=3); 5.5",
                "F.softplus(s, beta=2); 2.503357674244559",
                "F.mse_loss(x, x + 2, reduction='sum'); 12",
                "F.leaky_relu(-s); -0.025",
                "torch.nn.functional.logsigmoid(s); -0.07888973429254956",
                "scipy.special.expit(s); 0.9241418199787566",
                "scipy.stats.norm.logpdf(s, 0, 2); -2.393335713764618",
                "scipy.stats.norm.logpdf(s, scale=2); -2.393335713764618",
                "np.clip(s, 0, None); 2.5",
                "np.clip(s, a_min=0, a_max=1); 1",
                "np.float64(s) + s.astype(float) + (s > 1).astype(int); 6",
                "sum(np.dot(A, A)); 54",
                "sum(A.dot(A)); 54",
                "sum(torch.mm(A, A)); 54",
                "np.pi - math.pi + np.e - e; 0",
                "σ(s) - expit(s) + ln(s) - log(s); 0",
                "subtract(s, 1) + np.true_divide(s, 2); 2.75",
                "x.mean(dim=0) - x.mean(axis=0); 0",
                "sum(x.sum(dim=0, keepdim=True)); 7",
                "x.numel() + x.size + x.ndim + x.shape[0] + x.shape[-1] + len(x); 16",
                "sum(zeros([len(A), A.size + 1]) + 1); 10",
                "np.var(x) - x.var() + torch.var(x) * 2 / 3; 1.5555555555555556",
                "torch.std(x, dim=0, correction=0) - np.std(x, ddof=0); 0",
                "sum(np.concatenate((x, [1, 2]))) + sum(torch.cat([x, x], dim=0)); 24",
                "np.sum(np.reshape(A, (4, 1)) * A.reshape(1, -1)); 100",
                "sum(np.vstack([x, x])[1]) + sum(np.linspace(0, 1, num=3)) + sum(np.arange(0, 3)); 11.5",
                "sum(torch.transpose(A, 0, 1)[0]) + sum(A.permute(1, 0)[0]); 8",
                "np.max(A) + A.min() + torch.amax(A, 1)[0] + np.ptp(x); 10",
                "F.nll_loss(F.log_softmax(A, dim=1), [1, 0]); 0.8132616875182228",
                "np.squeeze(x[None, :])[1] + sum(torch.unsqueeze(x, 0)); 9",
                "sum(jax.nn.one_hot([1, 0], 3)[0]) + np.count_nonzero(x); 4",
                "np.linalg.norm(x)**2 + np.linalg.norm(A, axis=1)[0]**2; 26",
                "F.huber_loss(x, 0*x, delta=2) + np.average(x, weights=[1, 0, 0]); 3.8333333333333335",
                "np.log(x.sum()).astype(np.float64) - log(7); 0",
            })
    void values_are_those_of_the_library(String text, double expected) {
        assertThat(number(text)).as(text).isEqualTo(expected, within(1e-14));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "torch.max(x, dim=1); name.no_counterpart; torch.amax",
                "np.sort(x, axis=0); name.no_counterpart; order of the data",
                "np.random.randn(3); name.no_counterpart; declare a name",
                "F.cross_entropy(x, y); name.no_counterpart; cross_entropy(logits, Y)",
                "x.var(dim=0); name.no_counterpart; torch.var",
                "x.transpose(0, 1); name.no_counterpart; swapaxes",
                "np.relu(x); name.unknown_function; np has no relu; relu(...) without a prefix",
                "math.softmax(x); name.unknown_function; math has no softmax",
                "np.sinn(x); name.unknown_function; did you mean np.sin?",
                "np.fft.fft(x); name.unknown_function; functions of the language",
                "torch.softmax(x); arity; softmax(x, dim)",
                "F.softplus(x, bta=2); keyword.unknown; softplus(x, beta=1)",
                "sum(x, dim=0); keyword.unknown; axis",
                "math.newaxis; name.unknown_variable; constants are pi",
                "np.exp; name.function_as_value; np.exp(...)",
            })
    void what_has_no_counterpart_is_told(String text, String code, String help) {
        Diagnostic refused = Texts.refusal("x, y: [3, 3]; " + text.strip());
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.help()).contains(help.strip());
    }

    @Test
    void names_of_the_text_do_not_change_what_a_library_means() {
        assertThat(number("pi = 3; floor(x) = 7; math.degrees(s) + np.floor_divide(s, 1)"))
                .isEqualTo(Math.toDegrees(2.5) + 2, within(1e-12));
        assertThat(number("F = A; sum(F.dot(F))")).isEqualTo(54);
    }

    @Test
    void every_meaning_is_written_in_names_of_the_language() {
        for (Vocabulary vocabulary : Vocabulary.all().values()) {
            Stream<String> targets = vocabulary.names().stream()
                    .flatMap(name -> Stream.concat(
                            vocabulary.renamed(name).stream(),
                            vocabulary.spellings(name).stream().flatMap(Spelling::targets)));
            assertThat(targets.filter(each -> Library.standard().function(each).isEmpty()))
                    .isEmpty();
        }
    }
}
