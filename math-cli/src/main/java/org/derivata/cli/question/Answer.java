package org.derivata.cli.question;

import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.shape.Shape;
import org.jspecify.annotations.Nullable;

/**
 * The numbers asked for.
 *
 * @param shape the formula's shape, as far as declarations tell it
 * @param value the formula's value; null when only its shape can be told, for want of inputs
 * @param gradients by variable, each in its shape; empty unless asked for
 * @param hessian all second derivatives: one matrix over all variables, flattened row-major and joined in their order; or null
 * @param jacobians by variable: rows are the flattened value, columns the flattened variable; empty unless asked for
 */
public record Answer(
        Shape shape,
        @Nullable Array value,
        Map<String, Array> gradients,
        @Nullable Array hessian,
        Map<String, Array> jacobians) {}
