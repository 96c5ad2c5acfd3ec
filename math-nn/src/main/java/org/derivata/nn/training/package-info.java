/** Training: loss, gradients and update as one compiled program, run over batches of rows. */
@NullMarked
package org.derivata.nn.training;

import org.jspecify.annotations.NullMarked;
