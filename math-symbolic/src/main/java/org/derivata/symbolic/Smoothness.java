package org.derivata.symbolic;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.derivata.core.operator.Operator;

/** Where an operator has all derivatives. At a kink, a tie or a removable point a derivative is agreed, and says nothing about the next one. */
enum Smoothness {

    /** Wherever it and its derivatives have finite values. */
    EVERYWHERE(
            "exp expm1 log log1p log2 log10 sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh cbrt softplus erf erfc erfcx"
                    + " log_erfc lgamma digamma polygamma logaddexp log1mexp log1pmx log1p_ratio_slope muldiv divdiv compound bernoulli_score power logsumexp softmax log_softmax centered prod exclusive_prod var cumsum"
                    + " inv det logdet solve cholesky adjugate gather scatter_add reshape concat stack slice pad eye arange size unit tri"),

    /** Where no argument is 0. */
    OFF_ZERO("abs sign divide_no_nan reciprocal_no_nan xlogy xlog1py hypot atan2 pow spherical_j1 spherical_i1"),

    /** Where its two arguments differ. */
    OFF_TIES("maximum minimum less less_equal greater greater_equal equal not_equal"),

    /** Off the halves of integers. */
    OFF_HALVES("floor ceil round"),

    /** Where its condition does not change. */
    BY_CONDITION("where"),

    /** Where its conditions do not change. */
    OF_CONDITIONS("logical_and logical_or logical_not"),

    /** Ties among entries, jumps, kinks that no single argument tells, and whatever is not known. */
    UNKNOWN("max min argmax argmin norm std");

    private static final Map<String, Smoothness> BY_NAME = Stream.of(values())
            .flatMap(each -> Arrays.stream(each.names.split(" ")).map(name -> Map.entry(name, each)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String names;

    Smoothness(String names) {
        this.names = names;
    }

    /** Every operator that somebody thought about. */
    static Set<String> known() {
        return BY_NAME.keySet();
    }

    static Smoothness of(Operator operator) {
        return BY_NAME.getOrDefault(operator.name(), UNKNOWN);
    }
}
