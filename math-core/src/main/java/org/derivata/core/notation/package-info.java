/**
 * Core graph to surface tree: the way back from what a formula means to how a person would write it.
 *
 * <p>What notation writes elaborates to the identical core node under the same declarations.
 */
@org.jspecify.annotations.NullMarked
package org.derivata.core.notation;
