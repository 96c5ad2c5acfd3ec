/** Numbers in rows: a plain dense array of doubles, the currency of the reference evaluator and of every boundary. */
@org.jspecify.annotations.NullMarked
package org.derivata.core.array;
