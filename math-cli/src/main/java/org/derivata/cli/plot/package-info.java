/** Curves drawn as SVG, or with characters for a terminal. */
@org.jspecify.annotations.NullMarked
package org.derivata.cli.plot;
