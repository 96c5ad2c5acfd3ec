/**
 * Operators as data: one declaration carries name, shape rule, value, derivative, LaTeX, documentation and a known value.
 *
 * <p>Nothing here knows of expressions; derivatives are texts in the language, read by the symbolic module when first needed.
 */
@org.jspecify.annotations.NullMarked
package org.derivata.core.operator;
