package org.derivata.core.shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.ShapeException;

/**
 * The shape rule of a structural operator, as text: {@code [..., n, n], [..., n, k] -> [..., n, k]}. A letter is one size wherever it stands,
 * {@code ...} is any number of leading axes, the same for all operands. Alternatives are separated by {@code |} and tried in order.
 */
public final class Signature {

    private static final Pattern OPERAND = Pattern.compile("\\[([^\\]]*)\\]");

    private final String text;
    private final List<Alternative> alternatives = new ArrayList<>();

    private record Alternative(List<List<String>> operands, List<String> result) {}

    private Signature(String text) {
        this.text = text;
        for (String each : text.split("\\|")) {
            String[] sides = each.split("->");
            alternatives.add(
                    new Alternative(operands(sides[0]), operands(sides[1]).get(0)));
        }
    }

    public static Signature parse(String text) {
        return new Signature(text);
    }

    private static List<List<String>> operands(String side) {
        List<List<String>> operands = new ArrayList<>();
        Matcher matcher = OPERAND.matcher(side);
        while (matcher.find()) {
            String inside = matcher.group(1).trim();
            operands.add(inside.isEmpty() ? List.of() : List.of(inside.split("\\s*,\\s*")));
        }
        return operands;
    }

    /**
     * The shape of the result.
     *
     * @throws ShapeException {@code shape.rank} when no alternative has these ranks, {@code shape.square} when an operand should be square,
     *     {@code shape.NAME} when sizes of two operands differ
     */
    public Shape apply(String operator, List<Shape> shapes) {
        for (Alternative each : alternatives) {
            if (fits(each, shapes)) {
                return unify(operator, each, shapes);
            }
        }
        String given = String.join(", ", shapes.stream().map(Shape::toString).toList());
        throw new ShapeException(Diagnostic.of("shape.rank", operator + " takes " + describe() + ", not " + given)
                .clash(given, describe())
                .help("a matrix is declared as A: [n, m]; x[:, None] makes a column of a vector"));
    }

    private String describe() {
        return String.join(" or ", text.split("\\|"))
                .replaceAll("\\s*->[^|]*?(?= or |$)", "")
                .replace("..., ", "")
                .trim();
    }

    private static boolean fits(Alternative alternative, List<Shape> shapes) {
        int leading = -1;
        for (int i = 0; i < shapes.size(); i++) {
            List<String> letters = alternative.operands.get(i);
            boolean any = letters.contains("...");
            int extra = shapes.get(i).rank() - (any ? letters.size() - 1 : letters.size());
            boolean wrongRank = !any && extra != 0;
            boolean otherBatch = any && leading >= 0 && leading != extra;
            if (extra < 0 || wrongRank || otherBatch) {
                return false;
            }
            leading = any ? extra : leading;
        }
        return true;
    }

    private static Shape unify(String operator, Alternative alternative, List<Shape> shapes) {
        Map<String, Dimension> sizes = new HashMap<>();
        Map<String, Integer> owner = new HashMap<>();
        Shape leading = Shape.SCALAR;
        for (int i = 0; i < shapes.size(); i++) {
            List<String> letters = alternative.operands.get(i);
            Shape shape = shapes.get(i);
            int axis = 0;
            for (String letter : letters) {
                if (letter.equals("...")) {
                    int extra = shape.rank() - letters.size() + 1;
                    leading = leading.isScalar() ? shape.slice(0, extra) : leading;
                    axis += extra;
                    continue;
                }
                Dimension size = shape.get(axis++);
                Dimension known = sizes.putIfAbsent(letter, size);
                if (known != null && known.surelyDiffersFrom(size)) {
                    throw clash(operator, shape, known, size, i == owner.getOrDefault(letter, -1));
                }
                owner.putIfAbsent(letter, i);
            }
        }
        List<Dimension> result = new ArrayList<>();
        for (String letter : alternative.result) {
            if (letter.equals("...")) {
                result.addAll(leading.sizes());
            } else {
                result.add(sizes.get(letter));
            }
        }
        return new Shape(result);
    }

    private static ShapeException clash(String operator, Shape shape, Dimension left, Dimension right, boolean square) {
        return square
                ? notSquare(operator, shape)
                : new ShapeException(Diagnostic.of(
                                "shape." + operator,
                                operator + ": sizes " + left + " and " + right + " should be equal")
                        .clash(left, right)
                        .help("the first argument has " + left + " rows, the second " + right));
    }

    /** What to say of a matrix, or a batch of them, whose last two sizes differ. */
    public static ShapeException notSquare(String operator, Shape shape) {
        return new ShapeException(Diagnostic.of("shape.square", operator + " takes a square matrix, not " + shape)
                .clash(shape.get(shape.rank() - 2), shape.get(shape.rank() - 1))
                .help("rows and columns must be equally many; A.T @ A is square for any matrix A"));
    }

    @Override
    public String toString() {
        return text;
    }
}
