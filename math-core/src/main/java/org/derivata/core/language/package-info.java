/** From text to expressions. */
package org.derivata.core.language;
