/** Formulas and their derivatives. */
package org.derivata.symbolic;
