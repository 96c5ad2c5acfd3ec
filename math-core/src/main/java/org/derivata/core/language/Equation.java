package org.derivata.core.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.shape.Dimension;

/** The text of an {@code einsum}: {@code "...ij,jk->...ik"} as in NumPy. Leading axes under {@code ...} must be the same for all operands. */
final class Equation {

    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<Dimension> sizes = new ArrayList<>();
    private int leading;

    private Equation() {}

    static Expr elaborate(Arguments arguments) {
        return new Equation().elaborate(arguments, arguments.text("equation").replace(" ", ""));
    }

    private Expr elaborate(Arguments arguments, String text) {
        List<Expr> operands = arguments.values("xs");
        String[] sides = text.split("->", -1);
        String[] inputs = sides[0].split(",", -1);
        if (sides.length > 2 || inputs.length != operands.size()) {
            throw refuse(
                    arguments, "the equation names " + inputs.length + " operands, the call gives " + operands.size());
        }
        List<int[]> labels = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            labels.add(labels(arguments, inputs[i], operands.get(i)));
        }
        String result = sides.length == 2 ? sides[1] : implicit(sides[0]);
        List<Integer> output = new ArrayList<>();
        for (String each : letters(result, leading)) {
            Integer number = numbers.get(each);
            if (number == null || output.contains(number)) {
                throw refuse(
                        arguments,
                        "the result's label " + each + (number == null ? " stands in no operand" : " stands twice"));
            }
            output.add(number);
        }
        return Einsum.of(
                operands,
                labels,
                output.stream().mapToInt(Integer::intValue).toArray(),
                sizes.toArray(new Dimension[0]));
    }

    private int[] labels(Arguments arguments, String input, Expr operand) {
        int named = input.replace(".", "").length();
        int dots = input.contains("...") ? operand.rank() - named : 0;
        if (dots < 0 || named + dots != operand.rank()) {
            throw refuse(arguments, input + " names " + named + " axes of an array of rank " + operand.rank());
        }
        leading = Math.max(leading, dots);
        List<String> letters = letters(input, dots);
        int[] labels = new int[letters.size()];
        for (int axis = 0; axis < labels.length; axis++) {
            Dimension size = operand.shape().get(axis);
            Integer known = numbers.get(letters.get(axis));
            if (known == null) {
                known = sizes.size();
                numbers.put(letters.get(axis), known);
                sizes.add(size);
            } else if (sizes.get(known).surelyDiffersFrom(size)) {
                throw new ShapeException(arguments.at(
                        "equation",
                        Diagnostic.of(
                                        "shape.einsum",
                                        "label " + letters.get(axis) + " has sizes " + sizes.get(known) + " and "
                                                + size)
                                .clash(sizes.get(known), size)
                                .help("axes with one label must be equally long")));
            }
            labels[axis] = known;
        }
        return labels;
    }

    /** The labels of one side, axes under the dots numbered from the end. */
    private static List<String> letters(String side, int dots) {
        List<String> letters = new ArrayList<>();
        for (int i = 0; i < side.length(); i++) {
            if (side.startsWith("...", i)) {
                for (int d = dots; d > 0; d--) {
                    letters.add("." + d);
                }
                i += 2;
            } else {
                letters.add(side.substring(i, i + 1));
            }
        }
        return letters;
    }

    /** Without {@code ->} the result has the labels that stand once, in alphabetical order, as in NumPy. */
    private static String implicit(String inputs) {
        StringBuilder result = new StringBuilder(inputs.contains("...") ? "..." : "");
        inputs.chars()
                .filter(Character::isLetter)
                .filter(letter -> inputs.indexOf(letter) == inputs.lastIndexOf(letter))
                .sorted()
                .forEach(letter -> result.append((char) letter));
        return result.toString();
    }

    private static ShapeException refuse(Arguments arguments, String message) {
        return new ShapeException(arguments.at(
                "equation",
                Diagnostic.of("shape.einsum", message).help("write one letter an axis, as in \"ij,jk->ik\"")));
    }
}
