/** Shorter forms for people to read. */
@org.jspecify.annotations.NullMarked
package org.derivata.symbolic.simplify;
