/** Speed measurements, each beside a peer measured in the same run. */
package org.derivata.benchmarks;
