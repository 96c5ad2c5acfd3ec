/** One question about one formula, from the command line or a line of JSON, and its answer; knows neither options nor JSON. */
@org.jspecify.annotations.NullMarked
package org.derivata.cli.question;
