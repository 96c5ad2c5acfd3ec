package org.derivata.cli;

import java.util.Locale;
import org.derivata.nn.training.Epoch;
import org.derivata.nn.training.TrainingListener;

/** Shows how training goes: a bar that moves on a terminal, about ten plain lines elsewhere. */
final class Progress implements TrainingListener {

    private static final long BETWEEN_DRAWINGS = 100_000_000L;
    private static final int LINES = 10;
    private static final int LONGEST_BAR = 30;
    private static final int SHORTEST_BAR = 5;
    private static final double LEAST_PLAIN = 1e-4;
    private static final double MOST_PLAIN = 1e6;

    private final Terminal terminal;
    private long drawn;
    private boolean barShown;

    Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void batch(TrainingListener.Progress progress) {
        long now = System.nanoTime();
        if (!terminal.interactive() || (barShown && now - drawn < BETWEEN_DRAWINGS)) {
            return;
        }
        drawn = now;
        double done = (progress.epoch() - 1 + (double) progress.batch() / progress.batches()) / progress.epochs();
        draw(done, head(progress.epoch(), progress.epochs()), figures(progress.loss(), progress.accuracy()));
    }

    @Override
    public void epoch(Epoch epoch, int epochs) {
        String figures = figures(epoch.loss(), epoch.accuracy());
        if (terminal.interactive()) {
            draw((double) epoch.number() / epochs, head(epoch.number(), epochs), figures);
            return;
        }
        int every = (epochs + LINES - 1) / LINES;
        if (epoch.number() == 1 || epoch.number() % every == 0 || epoch.number() == epochs) {
            terminal.out().println(head(epoch.number(), epochs) + figures);
            terminal.out().flush();
        }
    }

    private void draw(double done, String head, String figures) {
        // the last column stays free: some terminals go to the next line when it is written
        int width = terminal.width() - 1;
        int room = Math.min(LONGEST_BAR, width - head.length() - figures.length() - 4);
        String bar = "";
        if (room >= SHORTEST_BAR) {
            int full = (int) Math.round(done * room);
            bar = "  [" + "#".repeat(full) + ".".repeat(room - full) + "]";
        }
        String line = head + bar + figures;
        String shown = line.length() > width ? line.substring(0, width) : line;
        terminal.out().print('\r' + shown + " ".repeat(width - shown.length()));
        terminal.out().flush();
        barShown = true;
    }

    /** Leaves the bar's line. */
    void end() {
        if (barShown) {
            terminal.out().println();
        }
    }

    private static String head(int epoch, int epochs) {
        String last = Integer.toString(epochs);
        return String.format(Locale.ROOT, "epoch %" + last.length() + "d/%s", epoch, last);
    }

    private static String figures(double loss, double accuracy) {
        return "  loss " + loss(loss) + accuracy(accuracy);
    }

    static String loss(double loss) {
        return loss != 0 && (Math.abs(loss) < LEAST_PLAIN || Math.abs(loss) >= MOST_PLAIN)
                ? String.format(Locale.ROOT, "%.3e", loss)
                : String.format(Locale.ROOT, "%.4f", loss);
    }

    /** Nothing where accuracy means nothing. */
    static String accuracy(double accuracy) {
        return Double.isNaN(accuracy) ? "" : String.format(Locale.ROOT, "  accuracy %.1f %%", 100 * accuracy);
    }
}
