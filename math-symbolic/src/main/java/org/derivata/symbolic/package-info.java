/** The face of the framework: a {@link org.derivata.symbolic.Formula} is parsed, differentiated, simplified, evaluated and printed. */
package org.derivata.symbolic;
