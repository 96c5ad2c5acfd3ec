/** Numerically stable forms, before differentiating and after, and the hazards that remain. */
@org.jspecify.annotations.NullMarked
package org.derivata.symbolic.stabilize;
