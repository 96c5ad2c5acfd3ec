/** How a derivative came about: the sweep and the rewriting that were recorded, told the way one writes on paper. */
@org.jspecify.annotations.NullMarked
package org.derivata.symbolic.derivation;
