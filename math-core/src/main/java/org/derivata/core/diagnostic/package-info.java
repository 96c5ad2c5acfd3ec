/** Errors a user can act on. */
package org.derivata.core.diagnostic;
