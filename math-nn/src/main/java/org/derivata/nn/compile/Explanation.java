package org.derivata.nn.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A program's plan as a plain-text table. */
final class Explanation {

    private static final List<String> HEAD = List.of("step", "computes", "shape", "kernel", "bytes", "FLOPs");

    private Explanation() {}

    static String of(
            Engine engine,
            Precision precision,
            List<Step> fixed,
            List<Step> steps,
            List<String> notes,
            Map<String, View> inputs,
            Map<String, View> outputs,
            List<Program.Feedback> copies,
            double buffers) {
        PlanNames names = new PlanNames();
        StringBuilder out = new StringBuilder();
        out.append("inputs   ").append(shapes(inputs)).append('\n');
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        fixed.forEach(step -> rows.add(row("once", step, names, precision)));
        for (int i = 0; i < steps.size(); i++) {
            rows.add(row(Integer.toString(i + 1), steps.get(i), names, precision));
        }
        append(out, rows);
        outputs.forEach((name, view) -> out.append("output   ")
                .append(name)
                .append(" = ")
                .append(names.of(view.value()))
                .append(Arrays.toString(view.sizes()))
                .append('\n'));
        copies.forEach(each -> out.append("then     ")
                .append(each.to().name())
                .append(" := ")
                .append(names.of(each.from()))
                .append('\n'));
        notes.forEach(each -> out.append("code     ").append(each).append('\n'));
        double flops = steps.stream().mapToDouble(Step::flops).sum();
        out.append("engine   ")
                .append(engine.name().toLowerCase(Locale.ROOT))
                .append(", ")
                .append(precision.word())
                .append(", ")
                .append(quantity(buffers))
                .append("B of buffers, ")
                .append(quantity(flops))
                .append("FLOP a run\n");
        return out.toString();
    }

    private static String shapes(Map<String, View> views) {
        return views.entrySet().stream()
                .map(each -> each.getKey() + Arrays.toString(each.getValue().sizes()))
                .collect(Collectors.joining("  "));
    }

    private static List<String> row(String number, Step step, PlanNames names, Precision precision) {
        String shapes = step.writes().stream()
                .map(each -> Arrays.toString(each.sizes()))
                .collect(Collectors.joining(", "));
        return List.of(
                number,
                step.describe(names),
                shapes,
                step.kernel(),
                quantity(bytes(step, precision)),
                quantity(step.flops()));
    }

    /** Bytes read and written, each array once. */
    private static double bytes(Step step, Precision precision) {
        Map<Value, Boolean> touched = new IdentityHashMap<>();
        step.reads().forEach(each -> touched.put(each.value(), true));
        step.writes().forEach(each -> touched.put(each, true));
        return touched.keySet().stream()
                .mapToDouble(each -> each.bytes(precision))
                .sum();
    }

    private static String quantity(double number) {
        if (number < 10_000) {
            return String.format(Locale.ROOT, "%.0f ", number);
        }
        if (number < 1e7) {
            return String.format(Locale.ROOT, "%.0f k", number / 1e3);
        }
        return number < 1e10
                ? String.format(Locale.ROOT, "%.0f M", number / 1e6)
                : String.format(Locale.ROOT, "%.1f G", number / 1e9);
    }

    private static void append(StringBuilder out, List<List<String>> rows) {
        int[] widths = new int[HEAD.size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = row.get(i);
                String padding = " ".repeat(widths[i] - cell.length());
                line.append(i >= 4 ? padding + cell : cell + padding).append("  ");
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
    }
}
