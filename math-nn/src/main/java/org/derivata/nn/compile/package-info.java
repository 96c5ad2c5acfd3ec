/** From formulas to programs. */
package org.derivata.nn.compile;
