package org.derivata.symbolic.canonical;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Factors found of an image of a polynomial, put together until their products divide the polynomial itself. */
final class Recombination {

    /** Products that are tried; more are needed only for polynomials made to need them. */
    private static final int MOST_TRIALS = 20_000;

    private Recombination() {}

    /**
     * The factors, the smallest products first.
     *
     * @param candidate the product of some images, for what is left of the polynomial
     * @param quotient the exact quotient of two polynomials, empty when something remains
     * @return empty when too many products would have to be tried
     */
    static <P> Optional<List<P>> of(
            P polynomial,
            List<Univariate> images,
            BiFunction<P, List<Univariate>, P> candidate,
            BiFunction<P, P, Optional<P>> quotient) {
        List<Univariate> left = new ArrayList<>(images);
        List<P> found = new ArrayList<>();
        P rest = polynomial;
        BitSet chosen = first(1);
        int trials = 0;
        while (2 * chosen.cardinality() <= left.size()) {
            if (isRepeated(chosen, left)) {
                chosen = next(chosen, left.size());
            } else if (++trials > MOST_TRIALS) {
                return Optional.empty();
            } else {
                P product = candidate.apply(
                        rest, chosen.stream().mapToObj(left::get).toList());
                Optional<P> divided = quotient.apply(rest, product);
                if (divided.isPresent()) {
                    found.add(product);
                    rest = divided.get();
                    for (int i = chosen.length() - 1; i >= 0; i = chosen.previousSetBit(i - 1)) {
                        left.remove(i);
                    }
                }
                chosen = divided.isPresent() ? first(chosen.cardinality()) : next(chosen, left.size());
            }
        }
        found.add(rest);
        return Optional.of(found);
    }

    /** Whether another choice takes the same images: of equal ones, which stand side by side, the first are taken. */
    private static boolean isRepeated(BitSet chosen, List<Univariate> images) {
        return chosen.stream()
                .anyMatch(i -> i > 0 && !chosen.get(i - 1) && images.get(i).equals(images.get(i - 1)));
    }

    private static BitSet first(int size) {
        BitSet chosen = new BitSet();
        chosen.set(0, size);
        return chosen;
    }

    /** The next choice of as many, in the order of the binary numbers that they are; after the last one the first of one more. */
    private static BitSet next(BitSet chosen, int count) {
        int start = chosen.nextSetBit(0);
        int end = chosen.nextClearBit(start);
        if (end == count) {
            return first(chosen.cardinality() + 1);
        }
        BitSet next = (BitSet) chosen.clone();
        next.clear(start, end);
        next.set(end);
        next.set(0, end - start - 1);
        return next;
    }
}
