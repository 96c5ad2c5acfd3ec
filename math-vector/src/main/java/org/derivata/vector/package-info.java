/** Matrix products by the Vector API. */
@NullMarked
package org.derivata.vector;

import org.jspecify.annotations.NullMarked;
