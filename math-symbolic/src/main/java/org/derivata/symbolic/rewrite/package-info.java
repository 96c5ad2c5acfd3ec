/** The engine that applies rewrite rules: patterns written in the language, guards that mean proved, rewriting to a fixed point. */
@org.jspecify.annotations.NullMarked
package org.derivata.symbolic.rewrite;
