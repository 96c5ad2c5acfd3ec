/** Assertions on gradients. */
package org.derivata.testkit;
