package org.derivata.cli.plot;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** A chart as a small SVG picture that needs nothing else. */
public final class SvgChart {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 440;
    private static final int LEFT = 64;
    private static final int RIGHT = 24;
    private static final int TOP = 20;
    private static final int BOTTOM = 52;
    private static final int LINE = 22;
    private static final int LONGEST_LABEL = 70;

    /** Colours that people of all kinds of colour vision tell apart (Okabe and Ito, 2008). */
    private static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000");

    private static final List<String> DASHES = List.of("", "8 4", "2 3", "10 3 2 3");

    private final Chart chart;
    private final Chart.Range horizontal;
    private final Chart.Range vertical;
    private final int top;
    private final StringBuilder out = new StringBuilder();

    private SvgChart(Chart chart) {
        this.chart = chart;
        this.horizontal = chart.horizontal();
        this.vertical = chart.vertical();
        this.top = TOP + LINE * chart.curves().size();
    }

    /** The picture's text. */
    public static String of(Chart chart) {
        return new SvgChart(chart).draw();
    }

    private String draw() {
        int height = HEIGHT + top - TOP;
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\""
                        + " font-family=\"system-ui, sans-serif\" font-size=\"13\">",
                WIDTH, height, WIDTH, height);
        line("<title>%s</title>", escaped(chart.curves().get(0).label()));
        line("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, height);
        for (int i = 0; i < chart.curves().size(); i++) {
            legend(i);
        }
        axes(height);
        line(
                "<clipPath id=\"area\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/></clipPath>",
                LEFT, top, WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM);
        for (int i = 0; i < chart.curves().size(); i++) {
            line(
                    "<path clip-path=\"url(#area)\" d=\"%s\" %s/>",
                    path(chart.curves().get(i).y()), stroke(i));
        }
        return out.append("</svg>\n").toString();
    }

    private void legend(int index) {
        int y = TOP + LINE * index;
        String label = chart.curves().get(index).label();
        line("<path d=\"M%d %dh28\" %s/>", LEFT, y, stroke(index));
        line(
                "<text x=\"%d\" y=\"%d\" dominant-baseline=\"middle\" fill=\"#222222\" font-family=\"ui-monospace, monospace\">%s</text>",
                LEFT + 38,
                y,
                escaped(label.length() > LONGEST_LABEL ? label.substring(0, LONGEST_LABEL) + "…" : label));
    }

    private void axes(int height) {
        int bottom = height - BOTTOM;
        for (BigDecimal each : Ticks.between(horizontal.from(), horizontal.to(), 8)) {
            double x = horizontal(each.doubleValue());
            line("<path d=\"M%.1f %dV%d\" stroke=\"%s\"/>", x, top, bottom, colour(each));
            line(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#555555\">%s</text>",
                    x, bottom + 18, Ticks.text(each));
        }
        for (BigDecimal each : Ticks.between(vertical.from(), vertical.to(), 6)) {
            double y = vertical(each.doubleValue());
            line("<path d=\"M%d %.1fH%d\" stroke=\"%s\"/>", LEFT, y, WIDTH - RIGHT, colour(each));
            line(
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" dominant-baseline=\"middle\" fill=\"#555555\">%s</text>",
                    LEFT - 8, y, Ticks.text(each));
        }
        line(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#222222\" font-family=\"ui-monospace, monospace\">%s</text>",
                (LEFT + WIDTH - RIGHT) / 2, bottom + 40, escaped(chart.name()));
    }

    private static String colour(BigDecimal tick) {
        return tick.signum() == 0 ? "#888888" : "#e6e6e6";
    }

    private double horizontal(double value) {
        return LEFT + horizontal.place(value) * (WIDTH - LEFT - RIGHT);
    }

    private double vertical(double value) {
        return top + (1 - vertical.place(value)) * (HEIGHT - TOP - BOTTOM);
    }

    /** No stroke joins what is above the picture with what is below: between them lies a pole. */
    private String path(double[] y) {
        StringBuilder path = new StringBuilder();
        double last = Double.NaN;
        for (int i = 0; i < y.length; i++) {
            double place = vertical.place(y[i]);
            boolean near = place >= -1 && place <= 2;
            if (near) {
                boolean joined = last >= 0 ? last <= 1 || place >= 0 : last < 0 && place <= 1;
                path.append(String.format(
                        Locale.ROOT, "%s%.1f %.1f", joined ? "L" : "M", horizontal(chart.x()[i]), vertical(y[i])));
            }
            last = near ? place : Double.NaN;
        }
        return path.toString();
    }

    private static String stroke(int index) {
        String dash = DASHES.get(index % DASHES.size());
        return "fill=\"none\" stroke=\"" + COLOURS.get(index % COLOURS.size()) + "\" stroke-width=\"2\""
                + " stroke-linejoin=\"round\"" + (dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
