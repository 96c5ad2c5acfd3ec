/**
 * Surface tree to text: the language itself, Unicode and LaTeX.
 *
 * <p>Printers know nothing but the surface tree, and use no stack for its depth.
 */
@org.jspecify.annotations.NullMarked
package org.derivata.core.print;
