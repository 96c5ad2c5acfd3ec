/** How good predictions are: plain functions of arrays, for reports rather than for training. */
@NullMarked
package org.derivata.nn.metric;

import org.jspecify.annotations.NullMarked;
