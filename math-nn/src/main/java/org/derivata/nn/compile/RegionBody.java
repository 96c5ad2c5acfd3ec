package org.derivata.nn.compile;

import java.util.List;
import java.util.Set;

/**
 * What a region computes.
 *
 * @param operations in an order in which they can run
 * @param sums of their results
 * @param stored the results that are wanted outside of the region, other than in sums
 * @param count the numbers of each result
 * @param part numbers in a part; all where there is only one
 */
record RegionBody(List<ElementOperation> operations, List<RegionSum> sums, Set<Value> stored, int count, int part) {}
