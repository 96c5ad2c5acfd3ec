/**
 * Text to expression: the grammar, the library of functions, and the elaborator that gives what was typed NumPy's meaning on the core graph.
 */
@org.jspecify.annotations.NullMarked
package org.derivata.core.language;
