/**
 * Text to surface tree: the grammar, the parser and its limits. Elaboration of the surface tree lives here too.
 *
 * <p>ANTLR stays inside this package and the generated {@code grammar} package, which no module exports.
 */
@org.jspecify.annotations.NullMarked
package org.derivata.core.language;
