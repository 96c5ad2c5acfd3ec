/** Named arrays in files that other programs can read (safetensors), written whole or not at all. */
@NullMarked
package org.derivata.nn.checkpoint;

import org.jspecify.annotations.NullMarked;
