/**
 * The core graph: one closed, immutable, interned set of five node kinds that every pass works on.
 *
 * <p>Equal expressions are the same object. Constructors apply only local laws (flatten sums, merge equal operands, one fixed order), so that
 * what a node is never depends on how it came about. Nothing here recurses over the graph: a chain of 100,000 operations is ordinary.
 */
@org.jspecify.annotations.NullMarked
package org.derivata.core.expr;
