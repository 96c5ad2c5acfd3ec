/** Sizes that may still be names: dimensions as integer polynomials, shapes as lists of them, and the questions that can be decided before any data exists. */
@org.jspecify.annotations.NullMarked
package org.derivata.core.shape;
