package org.derivata.nn.compile;

import java.util.IdentityHashMap;
import java.util.Map;

/** Names for values in an explained plan: inputs their own, results {@code t1}, {@code t2}, ... in order. */
final class PlanNames {

    private final Map<Value, String> names = new IdentityHashMap<>();

    String of(View view) {
        boolean straight = view.isWhole() || view.isNumber() || view.value().count() == 1;
        return straight ? of(view.value()) : of(view.value()) + "[strided]";
    }

    String of(Value value) {
        if (value.isNumber()) {
            return number(value.number());
        }
        if (value.isConstant()) {
            return "constant";
        }
        return value.isInput() ? value.name() : names.computeIfAbsent(value, unused -> "t" + (names.size() + 1));
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
