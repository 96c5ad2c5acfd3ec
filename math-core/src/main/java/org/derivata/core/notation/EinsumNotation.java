package org.derivata.core.notation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.derivata.core.expr.Einsum;
import org.derivata.core.surface.Syntax;

/** Products that matrix notation cannot say. */
final class EinsumNotation {

    private EinsumNotation() {}

    /**
     * {@code einsum("ij,jk->ik", A, B)}, operands in the author's order.
     *
     * @param tensors the operands, by number
     * @param output the labels that remain
     * @param text of an operand
     */
    static Syntax write(
            Notation notation, Einsum product, List<Integer> tensors, int[] output, IntFunction<Syntax> text) {
        List<Integer> sorted = new ArrayList<>(tensors);
        sorted.sort((a, b) ->
                notation.compare(product.operands().get(a), product.operands().get(b)));
        Map<Integer, Character> letters = new TreeMap<>();
        StringBuilder equation = new StringBuilder();
        List<Syntax> arguments = new ArrayList<>();
        for (int each : sorted) {
            equation.append(equation.length() == 0 ? "" : ",");
            for (int label : product.labels(each)) {
                equation.append(letters.computeIfAbsent(label, unused -> Einsum.letter(letters.size())));
            }
            arguments.add(text.apply(each));
        }
        equation.append("->");
        Arrays.stream(output).forEach(label -> equation.append(letters.get(label)));
        arguments.add(0, Write.text(equation.toString()));
        return Write.call("einsum", arguments, Map.of());
    }
}
