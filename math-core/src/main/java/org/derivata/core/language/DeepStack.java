package org.derivata.core.language;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work done on a thread of its own, with a stack as large as the work needs. */
final class DeepStack<R> {

    private final Supplier<R> work;
    private final long bytes;
    private @Nullable R result;
    private @Nullable Throwable failure;

    DeepStack(Supplier<R> work, long bytes) {
        this.work = work;
        this.bytes = bytes;
    }

    /** Waits for the result, and throws what the work threw. */
    R run() {
        Thread thread = new Thread(null, this::attempt, "derivata-deep-parse", bytes);
        thread.start();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                // parsing ends by itself and soon: the caller finds the interruption afterwards
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        R done = result;
        if (done == null) {
            throw new IllegalStateException("the work ended without a result");
        }
        return done;
    }

    private void attempt() {
        try {
            result = work.get();
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }
}
