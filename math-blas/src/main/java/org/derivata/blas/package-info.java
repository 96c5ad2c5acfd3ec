/** Matrix products by the system's BLAS. */
@NullMarked
package org.derivata.blas;

import org.jspecify.annotations.NullMarked;
