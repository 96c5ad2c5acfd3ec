/**
 * What Derivata says when something is wrong: a stable code, the place in the user's own text, both sides of a clash, one line of help.
 *
 * <p>Every error a user can cause is a {@link org.derivata.core.diagnostic.MathException}; nothing else leaves the framework for bad input.
 */
@org.jspecify.annotations.NullMarked
package org.derivata.core.diagnostic;
