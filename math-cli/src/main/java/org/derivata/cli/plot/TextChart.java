package org.derivata.cli.plot;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** A chart drawn with plain characters. */
public final class TextChart {

    private static final int HEIGHT = 20;
    private static final int GAP = 2;
    private static final String MARKS = "*o+x#@%&";

    private final Chart chart;
    private final Chart.Range horizontal;
    private final Chart.Range vertical;
    private final char[][] area;

    private TextChart(Chart chart, int width) {
        this.chart = chart;
        this.horizontal = chart.horizontal();
        this.vertical = chart.vertical();
        this.area = new char[HEIGHT][width];
    }

    /** The drawing, in lines of at most a width. */
    public static String of(Chart chart, int width) {
        List<BigDecimal> ticks =
                Ticks.between(chart.vertical().from(), chart.vertical().to(), 5);
        int labels =
                ticks.stream().mapToInt(each -> Ticks.text(each).length()).max().orElse(0);
        return new TextChart(
                        chart, Math.max(10, width - labels - GAP - chart.name().length() - GAP))
                .draw(ticks, labels);
    }

    private String draw(List<BigDecimal> ticks, int labels) {
        for (char[] row : area) {
            Arrays.fill(row, ' ');
        }
        if (vertical.holds(0)) {
            Arrays.fill(area[row(0)], '-');
        }
        if (horizontal.holds(0)) {
            for (char[] row : area) {
                row[column(0)] = '|';
            }
        }
        for (int i = chart.curves().size() - 1; i >= 0; i--) {
            trace(chart.curves().get(i).y(), mark(i));
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < chart.curves().size() && chart.curves().size() > 1; i++) {
            out.append(" ".repeat(labels + GAP))
                    .append(mark(i))
                    .append("  ")
                    .append(chart.curves().get(i).label())
                    .append('\n');
        }
        for (int row = 0; row < HEIGHT; row++) {
            int here = row;
            String label = ticks.stream()
                    .filter(each -> row(each.doubleValue()) == here)
                    .findFirst()
                    .map(Ticks::text)
                    .orElse("");
            String line = " ".repeat(labels - label.length()) + label + " ".repeat(GAP) + new String(area[row]);
            out.append(line.stripTrailing()).append('\n');
        }
        return out.append(" ".repeat(labels + GAP)).append(below()).append('\n').toString();
    }

    private void trace(double[] y, char mark) {
        for (int i = 0; i < y.length; i++) {
            if (vertical.holds(y[i])) {
                area[row(y[i])][column(chart.x()[i])] = mark;
            }
        }
    }

    private String below() {
        int width = area[0].length;
        char[] line = new char[width];
        Arrays.fill(line, ' ');
        int free = 0;
        for (BigDecimal each : Ticks.between(horizontal.from(), horizontal.to(), Math.max(2, width / 12))) {
            String text = Ticks.text(each);
            int start = Math.min(width - text.length(), Math.max(0, column(each.doubleValue()) - text.length() / 2));
            if (start >= free) {
                text.getChars(0, text.length(), line, start);
                free = start + text.length() + 1;
            }
        }
        return new String(line).stripTrailing() + "  " + chart.name();
    }

    private static char mark(int index) {
        return MARKS.charAt(index % MARKS.length());
    }

    private int row(double value) {
        return (int) Math.round((1 - vertical.place(value)) * (HEIGHT - 1));
    }

    private int column(double value) {
        return (int) Math.round(horizontal.place(value) * (area[0].length - 1));
    }
}
