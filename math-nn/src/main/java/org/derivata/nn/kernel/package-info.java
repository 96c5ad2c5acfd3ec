/**
 * The numeric work that must be fast: matrix products behind one seam, and dense linear algebra through ojAlgo.
 *
 * <p>Everything here takes flat row-major arrays with offsets, as a compiled program holds them. A wrong size or a
 * target that overlaps an operand is a bug of the caller and throws the JDK's own exceptions; users never reach it.
 */
@NullMarked
package org.derivata.nn.kernel;

import org.jspecify.annotations.NullMarked;
