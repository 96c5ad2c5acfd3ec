/** Gradient checks: symbolic derivatives, and those written by hand, against differences of the formula's values. */
package org.derivata.symbolic.check;
