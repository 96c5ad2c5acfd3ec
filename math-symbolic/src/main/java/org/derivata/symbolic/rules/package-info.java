/** The rules: one line each where a pattern says it, one class each where only code can. */
@org.jspecify.annotations.NullMarked
package org.derivata.symbolic.rules;
