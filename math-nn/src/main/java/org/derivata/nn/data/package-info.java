/** From a file to numbers a model can learn from: tables, data sets, splits, standardising, minibatches. */
@NullMarked
package org.derivata.nn.data;

import org.jspecify.annotations.NullMarked;
