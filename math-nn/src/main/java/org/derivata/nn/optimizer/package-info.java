/** Optimizers as data: a few numbers, some state, and the step as a text in the language itself. */
@NullMarked
package org.derivata.nn.optimizer;

import org.jspecify.annotations.NullMarked;
