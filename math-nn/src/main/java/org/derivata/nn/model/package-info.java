/** Models as files of formulas: what goes in, what is learnt and how it starts, and the loss that says how wrong the model is. */
@NullMarked
package org.derivata.nn.model;

import org.jspecify.annotations.NullMarked;
