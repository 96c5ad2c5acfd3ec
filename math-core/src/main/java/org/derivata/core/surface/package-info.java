/**
 * What was typed: names, definitions, {@code .T}, {@code mean}, each with its place in the text.
 *
 * <p>The parser makes it, the elaborator reads it, the notation pass makes it again from the core graph, and the printers know nothing else.
 */
@org.jspecify.annotations.NullMarked
package org.derivata.core.surface;
