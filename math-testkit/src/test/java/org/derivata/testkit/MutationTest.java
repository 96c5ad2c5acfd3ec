package org.derivata.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.derivata.symbolic.rules.AlgebraRules;
import org.derivata.symbolic.rules.StabilityRules;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whether the contracts would notice: each derivative and each rule is broken once in each way, and the contract has to catch it. What it cannot catch,
 * because nothing changed in value, stands in {@code survivors.txt} with the reason; the list must be exact.
 */
class MutationTest {

    private static final long SEED = 20261126;
    private static final int SAMPLE = 150;

    private static List<Mutant> all() {
        return Stream.of(
                        Mutants.ofDerivativeTexts(),
                        Mutants.ofContributions(),
                        Mutants.ofRules(StabilityRules.ALL),
                        Mutants.ofRules(StabilityRules.BEFORE),
                        Mutants.ofRules(StabilityRules.SLOPES),
                        Mutants.ofRules(StabilityRules.EVALUATION),
                        Mutants.ofRules(AlgebraRules.ALL))
                .flatMap(each -> each)
                .toList();
    }

    /** The name of each mutant that may survive, with the reason. */
    private static Map<String, String> listed() throws IOException {
        Map<String, String> listed = new LinkedHashMap<>();
        try (InputStream in = Objects.requireNonNull(MutationTest.class.getResourceAsStream("survivors.txt"))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] parts = line.split("\\s+\\|\\s+", 2);
                    assertThat(parts).as(line).hasSize(2);
                    assertThat(listed.put(parts[0], parts[1])).as(line).isNull();
                }
            }
        }
        return listed;
    }

    @Test
    @Tag("mutation")
    void contracts_catch_every_mutant_that_is_not_listed() throws IOException {
        assertThat(survivors(all())).isEqualTo(new TreeSet<>(listed().keySet()));
    }

    @Test
    void contracts_catch_a_sample_of_mutants() throws IOException {
        List<Mutant> sample = new ArrayList<>(all());
        Collections.shuffle(sample, new Random(SEED));
        sample = sample.subList(0, SAMPLE);
        Set<String> expected = new TreeSet<>(listed().keySet());
        expected.retainAll(sample.stream().map(Mutant::name).toList());
        assertThat(survivors(sample)).as("seed " + SEED).isEqualTo(expected);
    }

    @Test
    void each_survivor_is_a_mutant() throws IOException {
        assertThat(all().stream().map(Mutant::name)).containsAll(listed().keySet());
    }

    private static Set<String> survivors(List<Mutant> mutants) {
        Set<String> survivors = Collections.synchronizedSet(new TreeSet<>());
        mutants.parallelStream()
                .filter(each -> !each.isCaught().getAsBoolean())
                .forEach(each -> survivors.add(each.name()));
        return survivors;
    }
}
