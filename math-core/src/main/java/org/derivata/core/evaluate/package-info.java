/** The slow, obvious evaluator: the oracle for every fast path. */
@org.jspecify.annotations.NullMarked
package org.derivata.core.evaluate;
