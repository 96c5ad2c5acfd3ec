package org.derivata.symbolic.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.NameException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.diagnostic.SyntaxException;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.language.Library;
import org.derivata.core.language.Limits;
import org.derivata.core.language.MathParser;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A rule written in the language: {@code log-of-product : log(a * b) -> log(a) + log(b)  where a > 0}.
 *
 * <p>Lower-case names stand for anything and are matched entry by entry, whatever the shape; upper-case names stand for square matrices; a name
 * after {@code axis=} stands for a list of axes. A name that occurs twice stands for the same node. The left side goes through the same
 * constructors as every expression, so {@code 1 / a} is found as the power it is. A sum matches some terms of a longer sum with any common
 * factor, and a product some factors of a longer product: the rest stays. {@code -a} matches what has a negative sign, which of an expression and
 * its negative exactly one has.
 */
public final class PatternRule implements Rule {

    private final Line line;
    private final long functions;
    private volatile @Nullable Reading reading;

    private PatternRule(Line line, long functions) {
        this.line = line;
        this.functions = functions;
    }

    /** The parts of a rule as text, the guard empty when there is none. */
    private record Line(String name, String left, String right, boolean widens, String guard) {

        private static final String WHERE = " where ";

        static Line of(Source source) {
            String text = source.text().replace('\t', ' ');
            int colon = text.indexOf(':');
            int keeps = text.indexOf("->", colon);
            int widens = text.indexOf("~>", colon);
            int arrow = widens < 0 || (keeps >= 0 && keeps < widens) ? keeps : widens;
            if (colon >= 0 && arrow >= 0) {
                int where = text.indexOf(WHERE, arrow);
                Line line = new Line(
                        text.substring(0, colon).strip(),
                        text.substring(colon + 1, arrow).strip(),
                        text.substring(arrow + 2, where < 0 ? text.length() : where)
                                .strip(),
                        arrow == widens,
                        where < 0 ? "" : text.substring(where + WHERE.length()).strip());
                if (isName(line.name) && !line.left.isEmpty() && !line.right.isEmpty()) {
                    return line;
                }
            }
            throw new SyntaxException(Diagnostic.of("rule.syntax", "this line is no rule")
                    .help("write name : left -> right  where guard, as in log-of-exp : log(exp(a)) -> a")
                    .at(source, new Span(0, text.length())));
        }

        private static boolean isName(String text) {
            return !text.isEmpty()
                    && text.chars().allMatch(c -> c == '-' || c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
        }
    }

    /** What parsing the left side and the guard gives. */
    private record Reading(
            Guard guard,
            PatternNames names,
            Expr pattern,
            Rational coefficient,
            Set<String> signed,
            Set<String> roots,
            long needed) {

        static Reading of(Line line) {
            Library library = Library.standard();
            Guard guard = line.guard.isEmpty()
                    ? Guard.NONE
                    : Guard.of(library.syntax(line.guard), new Source(line.name, line.guard));
            return of(line, PatternNames.of(library.syntax(line.left)), guard);
        }

        static Reading of(Line line, PatternNames names, Guard guard) {
            Expr left = Library.standard().elaborate(line.left, names.scope());
            boolean scaled = left instanceof LinearCombination sum && sum.isScaling();
            Expr pattern = scaled ? left.arguments().get(0) : left;
            Rational coefficient =
                    scaled ? ((LinearCombination) left).terms().get(0).coefficient() : Rational.ONE;
            return new Reading(
                    guard, names, pattern, coefficient, Match.signed(left), roots(pattern), Glance.needed(pattern));
        }

        Match matcher() {
            return new Match(names, signed);
        }

        private static Set<String> roots(Expr pattern) {
            String kind = Rule.kind(pattern);
            return kind.equals("pow") ? Outline.POWERS : Set.of(kind);
        }
    }

    private Reading reading() {
        Reading known = reading;
        if (known == null) {
            known = Reading.of(line);
            reading = known;
        }
        return known;
    }

    /**
     * Reads a line.
     *
     * @throws SyntaxException {@code rule.syntax} when it has not the form of a rule
     * @throws NameException {@code rule.unbound} when a name on the right or in the guard is not on the left
     */
    public static PatternRule parse(Source source) {
        Line line = Line.of(source);
        MathParser parser = new MathParser(Limits.trusted());
        PatternNames left = PatternNames.of(parser.parseExpression(new Source(source.name(), line.left)));
        PatternNames right = PatternNames.of(parser.parseExpression(new Source(source.name(), line.right)));
        Guard guard = Guard.NONE;
        if (!line.guard.isEmpty()) {
            Source text = new Source(source.name(), line.guard);
            guard = Guard.of(parser.parseExpression(text), text);
        }
        List<String> needed = new ArrayList<>(right.all());
        guard.demands().forEach(each -> needed.add(each.name()));
        needed.removeAll(left.all());
        if (!needed.isEmpty()) {
            int start = source.text().indexOf(line.right, source.text().indexOf('>'));
            throw new NameException(Diagnostic.of(
                            "rule.unbound", "the left side of rule " + line.name + " does not bind " + needed.get(0))
                    .at(source, new Span(start, start + line.right.length())));
        }
        // no function is looked for by its name, which is only right for the spellings of standard rules: pow(a, 3) is
        // no call of pow
        return new PatternRule(line, 0).read(Reading.of(line, left, guard));
    }

    /**
     * The same for a line that a test has read: it is parsed when it is first needed.
     *
     * @throws SyntaxException {@code rule.syntax} when it has not the form of a rule
     */
    static PatternRule known(Source source) {
        Line line = Line.of(source);
        return new PatternRule(line, Glance.functions(Outline.functions(line.left)));
    }

    private PatternRule read(Reading known) {
        reading = known;
        return this;
    }

    @Override
    public String name() {
        return line.name;
    }

    @Override
    public boolean widens() {
        return line.widens;
    }

    public Guard guard() {
        return reading().guard;
    }

    /** The same rule under another guard, for contracts that show that each demand is needed. */
    public PatternRule withGuard(Guard changed) {
        Line guarded = new Line(line.name, line.left, line.right, line.widens, changed.toString());
        return new PatternRule(guarded, functions).read(Reading.of(guarded, names(), changed));
    }

    /** The names of the left side. */
    public PatternNames names() {
        return reading().names;
    }

    /** The left side without a coefficient. */
    Expr pattern() {
        return reading().pattern;
    }

    public String left() {
        return line.left;
    }

    public String right() {
        return line.right;
    }

    @Override
    public Set<String> roots() {
        Reading known = reading;
        return known == null ? Outline.kinds(line.left) : known.roots;
    }

    /**
     * Whether a node may match.
     *
     * @param shown what it shows at a {@link Glance}
     * @param met at least the functions in the node, as {@link Glance#functions} has them
     */
    boolean mayApply(long shown, long met) {
        return (functions & ~met) == 0 && (reading().needed & ~shown) == 0;
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        Reading known = reading();
        Expr pattern = known.pattern;
        if (pattern instanceof LinearCombination && node instanceof LinearCombination sum) {
            return sum.isScaling() ? Optional.empty() : ofSum(known, sum, conditions);
        }
        if (pattern instanceof Einsum product
                && node instanceof Einsum target
                && product.rank() == 0
                && !product.sums()) {
            return ofProduct(known, product, target, conditions);
        }
        return known.matcher()
                .match(pattern, node, Bindings.NONE, each -> right(known.guard, each, node.shape(), conditions))
                .map(right -> Algebra.scale(known.coefficient.reciprocal(), right));
    }

    private Optional<Expr> ofSum(Reading known, LinearCombination sum, Conditions conditions) {
        List<LinearCombination.Term> pattern = ((LinearCombination) known.pattern).terms();
        return new SumMatch(known.matcher())
                .someOf(
                        pattern,
                        sum,
                        Bindings.NONE,
                        part -> right(known.guard, part.bindings(), sum.shape(), conditions)
                                .map(right -> {
                                    Rational factor = part.ratio().dividedBy(known.coefficient);
                                    List<LinearCombination.Term> terms = new ArrayList<>(part.rest());
                                    terms.add(new LinearCombination.Term(factor, right));
                                    return LinearCombination.of(sum.shape(), terms);
                                }));
    }

    private Optional<Expr> ofProduct(Reading known, Einsum product, Einsum target, Conditions conditions) {
        return new ProductMatch(known.matcher())
                .someOf(
                        product.operands(),
                        target,
                        Bindings.NONE,
                        part -> right(known.guard, part.bindings(), part.shape(), conditions)
                                .map(right -> {
                                    List<Expr> operands = new ArrayList<>(part.rest());
                                    List<int[]> labels = new ArrayList<>(part.restLabels());
                                    operands.add(right);
                                    labels.add(part.labels());
                                    int[] output =
                                            IntStream.range(0, target.rank()).toArray();
                                    Expr whole = Einsum.of(operands, labels, output, target.sizes());
                                    return Algebra.scale(part.sign().dividedBy(known.coefficient), whole);
                                }));
    }

    /** The right side for the bindings, when the guard holds. */
    private Optional<Expr> right(Guard guard, Bindings bindings, Shape shape, Conditions conditions) {
        if (!guard.holds(bindings, conditions)) {
            return Optional.empty();
        }
        Expr right = Library.standard().elaborate(line.right, bindings.scope());
        if (right instanceof Constant constant && constant.rational().isPresent()) {
            return Optional.of(Constant.of(constant.rational().get(), shape));
        }
        Expr filled = Algebra.fill(right, shape);
        return filled.shape().surelyDiffersFrom(shape) ? Optional.empty() : Optional.of(filled);
    }

    /** The line it was read from, in one form. */
    @Override
    public String toString() {
        return line.name + " : " + line.left + (line.widens ? " ~> " : " -> ") + line.right
                + (line.guard.isEmpty() ? "" : "  where " + line.guard);
    }
}
