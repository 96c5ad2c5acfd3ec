package org.derivata.nn.kernel;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs independent numbered parts on an executor and the calling thread, and returns when all are done.
 *
 * <p>The caller takes parts like any helper, so the work ends even if the executor never starts one: no deadlock when
 * the caller runs on the executor's own threads. A helper that finds nothing more to do stays for {@value #LINGER}
 * nanoseconds: waking a thread takes as long as a matrix product of 100 rows, and a training step has many short pieces of work.
 *
 * <p>Safe for use by many threads at once. What runs again and again allocates nothing as long as helpers stay.
 */
public final class ParallelParts {

    /** Work in parts, each done by some member of the crew; two parts never run on one member at the same time. */
    @FunctionalInterface
    public interface Work {
        /**
         * Does one part.
         *
         * @param part from 0 on
         * @param member who does it: 0 is the calling thread, the others are less than {@link ParallelParts#threads} and than the number of parts
         */
        void part(int part, int member);
    }

    /** How long a helper waits for more, in nanoseconds. */
    private static final long LINGER = 300_000;

    /** The same beside a BLAS: it brings threads of its own, and a helper that waits would be in their way. */
    private static final long SHORT_LINGER = 10_000;

    /** How often to look before letting others run. */
    private static final int SPINS = 2_000;

    private static final int ROUNDS = 16;

    private final Executor executor;
    private final int threads;
    private final long linger = MultiplierTable.hasOthers() ? SHORT_LINGER : LINGER;
    private final AtomicReferenceArray<@Nullable Round> open = new AtomicReferenceArray<>(ROUNDS);
    private final AtomicReferenceArray<@Nullable Round> spare = new AtomicReferenceArray<>(ROUNDS);
    private final AtomicInteger helpers = new AtomicInteger();
    private final Runnable help = this::help;

    /**
     * Parts on an executor.
     *
     * @param executor runs the helpers
     * @param threads the most threads to use for one piece of work, the calling one included; 1 or more
     */
    public ParallelParts(Executor executor, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads");
        }
        this.executor = executor;
        this.threads = threads;
    }

    /** Parts on threads of its own: daemons, which begin when they are first wanted and end after a second without work. */
    public static ParallelParts onOwnThreads(int threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                0, Math.max(1, threads - 1), 1, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "derivata");
                    thread.setDaemon(true);
                    return thread;
                });
        return new ParallelParts(pool, threads);
    }

    /** The most threads for one piece of work. */
    public int threads() {
        return threads;
    }

    /** Does all parts. What a part throws is thrown here, when the others are done. */
    public void run(int parts, Work work) {
        int place = threads > 1 && parts > 1 ? publish(parts, work) : -1;
        if (place < 0) {
            for (int part = 0; part < parts; part++) {
                work.part(part, 0);
            }
            return;
        }
        summon(Math.min(threads, parts) - 1);
        Round round = java.util.Objects.requireNonNull(open.get(place));
        round.work(0);
        open.set(place, null);
        round.awaitOthers();
        @Nullable Throwable thrown = round.end();
        give(round);
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Where helpers find the work; -1 when so many others are at work that it is better done alone. */
    private int publish(int parts, Work work) {
        Round round = take();
        round.begin(parts, work);
        for (int place = 0; place < ROUNDS; place++) {
            if (open.compareAndSet(place, null, round)) {
                return place;
            }
        }
        round.end();
        give(round);
        return -1;
    }

    private Round take() {
        for (int place = 0; place < ROUNDS; place++) {
            Round round = spare.getAndSet(place, null);
            if (round != null) {
                return round;
            }
        }
        return new Round(threads);
    }

    private void give(Round round) {
        for (int place = 0; place < ROUNDS; place++) {
            if (spare.compareAndSet(place, null, round)) {
                return;
            }
        }
    }

    private void summon(int wanted) {
        for (int there = helpers.get(); there < wanted; there = helpers.get()) {
            if (!helpers.compareAndSet(there, there + 1)) {
                continue;
            }
            try {
                executor.execute(help);
            } catch (RejectedExecutionException full) {
                // A pool that takes no more work leaves it to this thread.
                helpers.decrementAndGet();
                return;
            }
        }
    }

    private void help() {
        try {
            long last = System.nanoTime();
            int looks = 0;
            while (System.nanoTime() - last < linger) {
                if (helpOnce()) {
                    last = System.nanoTime();
                    looks = 0;
                } else if (++looks % SPINS == 0) {
                    Thread.yield();
                } else {
                    Thread.onSpinWait();
                }
            }
        } finally {
            helpers.decrementAndGet();
        }
    }

    private boolean helpOnce() {
        boolean helped = false;
        for (int place = 0; place < ROUNDS; place++) {
            Round round = open.get(place);
            if (round != null && round.hasMore()) {
                round.enter();
                try {
                    // it may have ended, and even begun anew elsewhere, before this helper was counted
                    helped |= open.get(place) == round && round.join();
                } finally {
                    round.leave();
                }
            }
        }
        return helped;
    }

    /** One piece of work, used again for others. */
    private static final class Round {

        private final int threads;

        /** How many parts are taken from the front, and in the lower half how many from the back. */
        private final AtomicLong taken = new AtomicLong();

        private final AtomicInteger members = new AtomicInteger();
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private volatile int parts;
        private volatile @Nullable Work work;

        Round(int threads) {
            this.threads = threads;
        }

        void begin(int count, Work what) {
            parts = count;
            work = what;
            members.set(1);
            taken.set(0);
        }

        boolean hasMore() {
            return isLeft(taken.get());
        }

        private boolean isLeft(long before) {
            return (int) (before >>> Integer.SIZE) + (int) before < parts;
        }

        /** The next part, or -1. The caller goes up from the first, so that pieces of work of one shape find their rows in the same caches. */
        private int take(int member) {
            boolean front = (member & 1) == 0;
            long before = taken.get();
            while (isLeft(before)) {
                if (taken.compareAndSet(before, before + (front ? 1L << Integer.SIZE : 1))) {
                    return front ? (int) (before >>> Integer.SIZE) : parts - 1 - (int) before;
                }
                before = taken.get();
            }
            return -1;
        }

        void enter() {
            inside.incrementAndGet();
        }

        void leave() {
            inside.decrementAndGet();
        }

        boolean join() {
            int member = members.getAndIncrement();
            // a crew may be larger than the work, whose memory is for as many members as it has parts
            return member < Math.min(threads, parts) && work(member);
        }

        boolean work(int member) {
            Work what = work;
            boolean any = false;
            for (int part = take(member); part >= 0 && what != null; part = take(member)) {
                any = true;
                try {
                    what.part(part, member);
                } catch (RuntimeException | Error thrown) {
                    failure.compareAndSet(null, thrown);
                }
            }
            return any;
        }

        /** Waits until no helper is inside, through interrupts: the parts write into the caller's array until they are done. */
        void awaitOthers() {
            for (int looks = 1; inside.get() > 0; looks++) {
                if (looks < SPINS) {
                    Thread.onSpinWait();
                } else if (looks < 2 * SPINS) {
                    Thread.yield();
                } else {
                    LockSupport.parkNanos(50_000);
                }
            }
        }

        /** Forgets the work; what a part threw. */
        @Nullable
        Throwable end() {
            work = null;
            return failure.getAndSet(null);
        }
    }
}
