package org.derivata.nn.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derivata.core.array.Array;

/**
 * How a parameter starts. In a model file: a constant expression such as {@code 0.1 * ones([3])}, {@code zeros}, {@code ones}, or
 * one of these random starts, all drawn from a seeded stream of the parameter's own:
 *
 * <ul>
 *   <li>{@code normal(mean=0, std=1)}, {@code uniform(low=0, high=1)};
 *   <li>{@code he_normal}, {@code he_uniform}: variance 2 / fan_in, for layers followed by relu (He, Zhang, Ren, Sun, "Delving
 *       deep into rectifiers", 2015);
 *   <li>{@code glorot_normal}, {@code glorot_uniform}, by their other name {@code xavier_normal}, {@code xavier_uniform}: variance
 *       2 / (fan_in + fan_out) (Glorot, Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010);
 *   <li>{@code lecun_normal}: variance 1 / fan_in (LeCun, Bottou, Orr, Müller, "Efficient BackProp", 1998).
 * </ul>
 *
 * <p>A weight [..., in, out] is used as {@code X @ W}: fan_out is the last size, fan_in the product of those before; a vector [d] is a
 * weight [d, 1]. Normal starts are not truncated.
 */
public final class Initializer {

    private static final Map<String, Scheme> SCHEMES = schemes();

    private final String text;
    private final Fill fill;

    private Initializer(String text, Fill fill) {
        this.text = text;
        this.fill = fill;
    }

    private interface Fill {
        Array of(int[] shape, SeededNumbers random);
    }

    /** One random number for a weight with some fans, given the arguments. */
    private interface Draw {
        double next(SeededNumbers random, double fanIn, double fanOut, double[] arguments);
    }

    /** A random start by name, with its parameters and what they are when left out. */
    record Scheme(String name, List<String> parameters, List<Double> defaults, Draw draw) {}

    private static Map<String, Scheme> schemes() {
        Map<String, Scheme> all = new LinkedHashMap<>();
        for (Scheme each : List.of(
                new Scheme(
                        "normal", List.of("mean", "std"), List.of(0.0, 1.0), (r, in, out, a) -> a[0] + a[1] * r.normal()),
                new Scheme(
                        "uniform",
                        List.of("low", "high"),
                        List.of(0.0, 1.0),
                        (r, in, out, a) -> a[0] + (a[1] - a[0]) * r.uniform()),
                scheme("he_normal", (r, in, out, a) -> Math.sqrt(2 / in) * r.normal()),
                scheme("he_uniform", (r, in, out, a) -> Math.sqrt(6 / in) * symmetric(r)),
                scheme("glorot_normal", (r, in, out, a) -> Math.sqrt(2 / (in + out)) * r.normal()),
                scheme("xavier_normal", (r, in, out, a) -> Math.sqrt(2 / (in + out)) * r.normal()),
                scheme("glorot_uniform", (r, in, out, a) -> Math.sqrt(6 / (in + out)) * symmetric(r)),
                scheme("xavier_uniform", (r, in, out, a) -> Math.sqrt(6 / (in + out)) * symmetric(r)),
                scheme("lecun_normal", (r, in, out, a) -> Math.sqrt(1 / in) * r.normal()))) {
            all.put(each.name, each);
        }
        return all;
    }

    private static Scheme scheme(String name, Draw draw) {
        return new Scheme(name, List.of(), List.of(), draw);
    }

    private static double symmetric(SeededNumbers random) {
        return 2 * random.uniform() - 1;
    }

    /** The random start of a name, or nothing. */
    static java.util.Optional<Scheme> scheme(String name) {
        return java.util.Optional.ofNullable(SCHEMES.get(name));
    }

    /** All names that may stand alone after the sign. */
    static List<String> names() {
        List<String> names = new ArrayList<>(List.of("zeros", "ones"));
        names.addAll(SCHEMES.keySet());
        return names;
    }

    /**
     * A start that is the same for every seed.
     *
     * @param text as it was typed
     */
    static Initializer constant(String text, Array value) {
        return new Initializer(text, (shape, random) -> Array.of(value.data().clone(), shape));
    }

    static Initializer random(String text, Scheme scheme, double[] arguments) {
        return new Initializer(text, (shape, random) -> {
            int last = shape.length == 0 ? 1 : shape[shape.length - 1];
            double fanIn = shape.length < 2 ? Array.count(shape) : (double) Array.count(shape) / Math.max(1, last);
            double fanOut = shape.length < 2 ? 1 : last;
            double[] data = new double[Array.count(shape)];
            Arrays.setAll(data, i -> scheme.draw.next(random, fanIn, fanOut, arguments));
            return Array.of(data, shape);
        });
    }

    /** The start of a parameter. */
    Array values(int[] shape, long seed, String name) {
        return fill.of(shape, new SeededNumbers(seed, name));
    }

    /** As it was typed. */
    @Override
    public String toString() {
        return text;
    }
}
