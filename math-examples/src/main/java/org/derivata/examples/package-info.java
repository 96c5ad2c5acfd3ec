/** Complete training loops. */
@NullMarked
package org.derivata.examples;

import org.jspecify.annotations.NullMarked;
