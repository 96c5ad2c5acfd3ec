/**
 * From expressions to programs: {@link org.derivata.nn.compile.Compiler} plans the values wanted together for concrete
 * sizes, {@link org.derivata.nn.compile.Program} runs the plan over the buffers of a
 * {@link org.derivata.nn.compile.Workspace}.
 *
 * <p>Lowering turns core nodes into operations on views of flat row-major arrays; fusion gathers elementwise operations
 * into regions; the buffer plan gives every value an array and shares arrays between values that do not live together.
 */
@NullMarked
package org.derivata.nn.compile;

import org.jspecify.annotations.NullMarked;
