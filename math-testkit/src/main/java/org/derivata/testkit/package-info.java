/** For tests: gradient assertions, and the contracts that every operator and rule has to keep. */
package org.derivata.testkit;
