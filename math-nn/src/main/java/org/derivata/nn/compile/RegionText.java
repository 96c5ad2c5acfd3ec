package org.derivata.nn.compile;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** A region as formulas: each stored result in terms of what the region reads. */
final class RegionText {

    /** Longer formulas are cut: a plan is read by people. */
    private static final int LONGEST = 90;

    private RegionText() {}

    static String of(RegionBody body, List<Value> writes, PlanNames names) {
        Map<Value, String> texts = new IdentityHashMap<>();
        List<String> formulas = new ArrayList<>();
        for (ElementOperation each : body.operations()) {
            String[] operands = each.arguments().stream()
                    .map(view -> view.isWhole() && texts.containsKey(view.value())
                            ? bracketed(each, texts.get(view.value()))
                            : names.of(view))
                    .toArray(String[]::new);
            String text = cut(each.function().text(operands));
            texts.put(each.result(), text);
            if (writes.contains(each.result())) {
                formulas.add(names.of(each.result()) + " = " + text);
                texts.put(each.result(), names.of(each.result()));
            }
        }
        for (RegionSum each : body.sums()) {
            String text = texts.get(each.operand());
            String operand = text != null ? text : names.of(each.sum().source());
            formulas.add(names.of(each.value()) + " = " + each.sum().describeSum(operand));
        }
        return String.join("; ", formulas);
    }

    private static String bracketed(ElementOperation user, String text) {
        boolean call = user.function().text().matches("\\w+\\(.*\\)");
        return call || isOne(text) ? text : "(" + text + ")";
    }

    /** Whether nothing outside of brackets sets its parts apart. */
    private static boolean isOne(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            depth += each == '(' ? 1 : each == ')' ? -1 : 0;
            if (depth == 0 && each == ' ') {
                return false;
            }
        }
        return true;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }
}
