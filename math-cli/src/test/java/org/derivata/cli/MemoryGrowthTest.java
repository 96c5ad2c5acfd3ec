package org.derivata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.language.Elaboration;
import org.derivata.core.language.Library;
import org.derivata.core.language.Limits;
import org.derivata.core.language.MathParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The memory that reading a text takes grows with the text. */
class MemoryGrowthTest {

    private static final double MOST = 2.3;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Texts of a size, for the ratio of two sizes: the whole has 100,000 repetitions, or a megabyte for the last. */
    private enum Growing {
        SUM("x + ", "", 10_000),
        BRACKETS("(", ")", 10_000),
        SIGNS("-", "", 10_000),
        MEGABYTE("2.5 * a * x**2 * sin(b * y) / c + ", "", 3_000);

        private final String left;
        private final String right;
        /** Repetitions of a tenth. */
        private final int size;

        Growing(String left, String right, int size) {
            this.left = left;
            this.right = right;
            this.size = size;
        }

        Source text(int tenths) {
            return Source.formula(left.repeat(tenths * size) + "x" + right.repeat(tenths * size));
        }
    }

    @Tag("acceptance")
    @ParameterizedTest
    @EnumSource(Growing.class)
    void twiceTheTextTakesAboutTwiceTheMemory(Growing growing) throws InterruptedException {
        checkMemory(growing, 5);
    }

    @ParameterizedTest
    @EnumSource(Growing.class)
    void twiceAShorterTextTakesAboutTwiceTheMemory(Growing growing) throws InterruptedException {
        checkMemory(growing, 1);
    }

    /** Bytes allocated, which do not depend on what else the machine does. */
    private void checkMemory(Growing growing, int tenths) throws InterruptedException {
        // what is loaded on first use is not the text's
        elaborate(growing.text(tenths));
        assertThat(bytes(growing.text(2 * tenths)) / bytes(growing.text(tenths)))
                .isBetween(1.7, MOST);
    }

    /** Deep text is read on a thread of its own, which tells what it took only as long as it lives: the most of what it told in some rounds counts. */
    private double bytes(Source text) throws InterruptedException {
        long own = 0;
        long deep = 0;
        for (int round = 0; round < (text.text().startsWith("(") ? 5 : 1); round++) {
            AtomicLong told = new AtomicLong();
            Thread asking = new Thread(() -> {
                while (!Thread.interrupted()) {
                    Thread[] all = new Thread[64];
                    for (int i = Thread.enumerate(all) - 1; i >= 0; i--) {
                        if (all[i].getName().equals("derivata-deep-parse")) {
                            told.accumulateAndGet(THREADS.getThreadAllocatedBytes(all[i].getId()), Math::max);
                        }
                    }
                }
            });
            asking.start();
            long start = THREADS.getCurrentThreadAllocatedBytes();
            elaborate(text);
            own = THREADS.getCurrentThreadAllocatedBytes() - start;
            asking.interrupt();
            asking.join();
            deep = Math.max(deep, told.get());
        }
        return own + deep;
    }

    private static void elaborate(Source text) {
        Elaboration.of(new MathParser(Limits.trusted()).parse(text), Library.standard(), Map.of(), Limits.trusted());
    }
}
