package org.derivata.testkit;

import java.util.function.BooleanSupplier;

/**
 * A declaration broken once.
 *
 * @param name what was broken and how, one line, the same in every run
 * @param isCaught whether the contract notices
 */
record Mutant(String name, BooleanSupplier isCaught) {}
