/**
 * Derivatives of expressions as expressions: one differential rule per kind of node, transposed mechanically by a reverse sweep.
 *
 * <p>Method: linearise, then transpose (Radul et al., You Only Linearize Once, 2023); labelled products are closed under it (Laue, Mitterreiter,
 * Giesen, Computing Higher Order Derivatives of Matrix and Tensor Expressions, 2018).
 */
package org.derivata.symbolic.differentiate;
