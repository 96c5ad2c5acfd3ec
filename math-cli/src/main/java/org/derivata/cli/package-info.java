/**
 * The math command: one class a subcommand, and what they share (the terminal, exit codes, how failures are told).
 *
 * <p>What a command computes is asked through {@code question}; this package only reads options and prints. {@code repl} is a {@code Session},
 * which knows no terminal, behind a {@code LineEditor}, which knows no mathematics.
 */
package org.derivata.cli;
