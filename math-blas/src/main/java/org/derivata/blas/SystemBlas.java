package org.derivata.blas;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.util.Optional;
import org.derivata.nn.kernel.MatrixMultiplier;
import org.derivata.nn.kernel.MultiplierProvider;

/** Offers the BLAS that is installed on this machine, such as OpenBLAS; nothing where there is none. */
public final class SystemBlas implements MultiplierProvider {

    /** Below this many multiplications the call into native code costs more than it saves. */
    private static final long SMALL = 4_000;

    @Override
    public Optional<MatrixMultiplier> find() {
        try {
            BLAS blas = NativeBLAS.getInstance();
            return Optional.ofNullable(blas).map(BlasMultiplier::new);
        } catch (LinkageError | RuntimeException none) {
            return Optional.empty();
        }
    }

    @Override
    public boolean suits(int m, int n, int k) {
        return m > 1 && n > 1 && (long) m * n * k >= SMALL;
    }
}
