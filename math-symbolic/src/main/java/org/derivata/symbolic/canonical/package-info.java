/** Normal forms beyond those of the constructors: views outward, factoring, bounded expansion. */
@org.jspecify.annotations.NullMarked
package org.derivata.symbolic.canonical;
