package org.derivata.core.notation;

import org.derivata.core.shape.Shape;
import org.derivata.core.surface.Syntax;

/**
 * An expression as written.
 *
 * @param shape what the text has by itself; smaller than the node's where broadcasting in the place of use makes up for it
 * @param size how many symbols the text has, sub-expressions written out; grows without limit where much is shared
 */
record Written(Syntax syntax, Shape shape, double size) {}
