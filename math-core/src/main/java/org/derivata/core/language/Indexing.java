package org.derivata.core.language;

import java.util.ArrayList;
import java.util.List;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Expr;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;
import org.derivata.core.surface.Syntax;
import org.derivata.core.surface.Syntax.Subscript;

/** What {@code x[...]} means: new axes, whole axes, and the entries of {@code x.shape}. */
final class Indexing {

    private final Source source;

    Indexing(Source source) {
        this.source = source;
    }

    Expr index(Syntax.Index index, Expr operand) {
        if (index.operand() instanceof Syntax.Attribute attribute) {
            return shapeEntry(index, attribute, operand);
        }
        List<Subscript> subscripts = spread(index, operand.rank());
        List<Dimension> sizes = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        int axis = 0;
        for (Subscript each : subscripts) {
            if (isNewAxis(each)) {
                sizes.add(Dimension.ONE);
            } else if (each instanceof Subscript.Slice slice
                    && slice.start() == null
                    && slice.stop() == null
                    && slice.step() == null) {
                places.add(sizes.size());
                sizes.add(operand.shape().get(axis++));
            } else {
                throw new ArgumentException(
                        Diagnostic.of("index.unsupported", "only whole axes (:) and new axes (None) can be taken yet")
                                .help("x[:, None] makes a column of a vector")
                                .at(source, each.span()));
            }
        }
        return Algebra.broadcast(
                operand,
                new Shape(sizes),
                places.stream().mapToInt(Integer::intValue).toArray());
    }

    private static boolean isNewAxis(Subscript subscript) {
        return subscript instanceof Subscript.At at
                && at.index() instanceof Syntax.Name name
                && (name.name().equals("None")
                        || Library.withoutPrefix(name.name()).equals("newaxis"));
    }

    /** The subscripts with the ellipsis written out, and whole axes for those not mentioned. */
    private List<Subscript> spread(Syntax.Index index, int rank) {
        List<Subscript> given = index.subscripts();
        long taken = given.stream()
                .filter(each -> !isNewAxis(each) && !(each instanceof Subscript.Ellipsis))
                .count();
        if (taken > rank) {
            throw new ShapeException(Diagnostic.of("shape.index", taken + " indices for an array of rank " + rank)
                    .help("a vector takes one index, a matrix two")
                    .at(source, index.span()));
        }
        Subscript whole = new Subscript.Slice(null, null, null, index.span());
        List<Subscript> all = new ArrayList<>();
        boolean written = false;
        for (Subscript each : given) {
            if (each instanceof Subscript.Ellipsis && !written) {
                written = true;
                for (int i = 0; i < rank - taken; i++) {
                    all.add(whole);
                }
            } else {
                all.add(each);
            }
        }
        for (int i = 0; !written && i < rank - taken; i++) {
            all.add(whole);
        }
        return all;
    }

    private Expr shapeEntry(Syntax.Index index, Syntax.Attribute attribute, Expr operand) {
        Rational number = index.subscripts().size() == 1 && index.subscripts().get(0) instanceof Subscript.At at
                ? StaticValue.number(at.index())
                : null;
        if (!attribute.name().equals("shape") || number == null || !number.isInt()) {
            throw new ArgumentException(Diagnostic.of("type", "." + attribute.name() + " cannot be indexed like this")
                    .help("x.shape[0] is the size of the first axis")
                    .at(source, index.span()));
        }
        int axis = number.intValue() < 0 ? number.intValue() + operand.rank() : number.intValue();
        if (axis < 0 || axis >= operand.rank()) {
            throw new ShapeException(
                    Diagnostic.of("shape.axis", "there is no axis " + number + " in " + operand.shape())
                            .at(source, index.span()));
        }
        return Apply.size(operand.shape().get(axis));
    }
}
