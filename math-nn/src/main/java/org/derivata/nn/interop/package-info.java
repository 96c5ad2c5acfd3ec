/** The border to ojAlgo: its stores and Derivata's arrays, either way, with and without a copy. */
@NullMarked
package org.derivata.nn.interop;

import org.jspecify.annotations.NullMarked;
