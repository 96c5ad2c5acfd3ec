package org.derivata.nn.kernel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs independent numbered parts on an executor and the calling thread, and returns when all are done.
 *
 * <p>The caller takes parts like any helper, so the work ends even if the executor never starts one: no deadlock when
 * products are multiplied on the executor's own threads.
 */
final class ParallelParts {

    private final Executor executor;
    private final int threads;

    ParallelParts(Executor executor, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads");
        }
        this.executor = executor;
        this.threads = threads;
    }

    void run(int parts, IntConsumer work) {
        Round round = new Round(parts, work);
        for (int helper = 1; helper < Math.min(threads, parts); helper++) {
            try {
                executor.execute(round);
            } catch (RejectedExecutionException full) {
                // A pool that takes no more work leaves it to this thread.
                break;
            }
        }
        round.run();
        round.await();
    }

    private static final class Round implements Runnable {

        private final int parts;
        private final IntConsumer work;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch unfinished;
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Round(int parts, IntConsumer work) {
            this.parts = parts;
            this.work = work;
            this.unfinished = new CountDownLatch(parts);
        }

        @Override
        public void run() {
            for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
                try {
                    work.accept(part);
                } catch (RuntimeException | Error thrown) {
                    failure.compareAndSet(null, thrown);
                } finally {
                    unfinished.countDown();
                }
            }
        }

        /** Waits through interrupts: the parts write into the caller's array until they are done. */
        void await() {
            boolean interrupted = false;
            while (true) {
                try {
                    unfinished.await();
                    break;
                } catch (InterruptedException stop) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            Throwable thrown = failure.get();
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown instanceof RuntimeException exception) {
                throw exception;
            }
        }
    }
}
