/** The math command. */
package org.derivata.cli;
