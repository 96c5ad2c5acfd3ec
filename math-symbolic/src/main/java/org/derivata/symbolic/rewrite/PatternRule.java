package org.derivata.symbolic.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern LINE =
            Pattern.compile("([\\w-]+)\\s*:\\s*(.+?)\\s*(->|~>)\\s*(.+?)(?:\\s+where\\s+(.+))?");

    private final String name;
    private final String leftText;
    private final String rightText;
    private final boolean widens;
    private final Guard guard;
    private final PatternNames names;
    private final Expr pattern;
    private final Rational coefficient;
    private final Set<String> signed;
    private final long needed;

    private PatternRule(
            String name, String leftText, String rightText, boolean widens, Guard guard, PatternNames names) {
        this.name = name;
        this.leftText = leftText;
        this.rightText = rightText;
        this.widens = widens;
        this.guard = guard;
        this.names = names;
        Expr left = Library.standard().elaborate(leftText, names.scope());
        boolean scaled = left instanceof LinearCombination sum && sum.isScaling();
        this.pattern = scaled ? left.arguments().get(0) : left;
        this.coefficient = scaled ? ((LinearCombination) left).terms().get(0).coefficient() : Rational.ONE;
        this.signed = Match.signed(left);
        this.needed = Glance.needed(pattern);
    }

    /**
     * Reads a line.
     *
     * @throws SyntaxException {@code rule.syntax} when it has not the form of a rule
     * @throws NameException {@code rule.unbound} when a name on the right or in the guard is not on the left
     */
    public static PatternRule parse(Source source) {
        Matcher line = LINE.matcher(source.text());
        if (!line.matches()) {
            throw new SyntaxException(Diagnostic.of("rule.syntax", "this line is no rule")
                    .help("write name : left -> right  where guard, as in log-of-exp : log(exp(a)) -> a")
                    .at(source, new Span(0, source.text().length())));
        }
        MathParser parser = new MathParser(Limits.trusted());
        PatternNames left = PatternNames.of(parser.parseExpression(new Source(source.name(), line.group(2))));
        PatternNames right = PatternNames.of(parser.parseExpression(new Source(source.name(), line.group(4))));
        Guard guard = Guard.NONE;
        if (line.group(5) != null) {
            Source text = new Source(source.name(), line.group(5));
            guard = Guard.of(parser.parseExpression(text), text);
        }
        List<String> needed = new ArrayList<>(right.all());
        guard.demands().forEach(each -> needed.add(each.name()));
        needed.removeAll(left.all());
        if (!needed.isEmpty()) {
            throw new NameException(Diagnostic.of(
                            "rule.unbound",
                            "the left side of rule " + line.group(1) + " does not bind " + needed.get(0))
                    .at(source, new Span(line.start(4), line.end(4))));
        }
        return new PatternRule(
                line.group(1), line.group(2), line.group(4), line.group(3).equals("~>"), guard, left);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean widens() {
        return widens;
    }

    public Guard guard() {
        return guard;
    }

    /** The same rule under another guard, for contracts that show that each demand is needed. */
    public PatternRule withGuard(Guard changed) {
        return new PatternRule(name, leftText, rightText, widens, changed, names);
    }

    /** The names of the left side. */
    public PatternNames names() {
        return names;
    }

    public String left() {
        return leftText;
    }

    public String right() {
        return rightText;
    }

    @Override
    public Set<String> roots() {
        return pattern instanceof org.derivata.core.expr.Apply call && call.is("pow")
                ? Set.of("pow", "power")
                : Set.of(Rule.kind(pattern));
    }

    /** Whether a node that shows so much at a {@link Glance} may match. */
    boolean mayApply(long shown) {
        return (needed & ~shown) == 0;
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        if (pattern instanceof LinearCombination && node instanceof LinearCombination sum) {
            return sum.isScaling() ? Optional.empty() : ofSum(sum, conditions);
        }
        if (pattern instanceof Einsum product
                && node instanceof Einsum target
                && product.rank() == 0
                && !product.sums()) {
            return ofProduct(product, target, conditions);
        }
        for (Bindings each : new Match(names, signed).match(pattern, node, Bindings.NONE)) {
            Optional<Expr> right = right(each, node.shape(), conditions);
            if (right.isPresent()) {
                return right.map(it -> Algebra.scale(coefficient.reciprocal(), it));
            }
        }
        return Optional.empty();
    }

    private Optional<Expr> ofSum(LinearCombination sum, Conditions conditions) {
        List<Match.PartOfSum> parts =
                new Match(names, signed).someOf(((LinearCombination) pattern).terms(), sum, Bindings.NONE);
        for (Match.PartOfSum each : parts) {
            Optional<Expr> right = right(each.bindings(), sum.shape(), conditions);
            if (right.isPresent()) {
                Rational factor = each.ratio().dividedBy(coefficient);
                List<LinearCombination.Term> terms = new ArrayList<>(each.rest());
                terms.add(new LinearCombination.Term(factor, right.get()));
                return Optional.of(LinearCombination.of(sum.shape(), terms));
            }
        }
        return Optional.empty();
    }

    private Optional<Expr> ofProduct(Einsum product, Einsum target, Conditions conditions) {
        for (Match.PartOfProduct each : new Match(names, signed).someOf(product.operands(), target, Bindings.NONE)) {
            Shape shape = each.shape();
            Optional<Expr> right = right(each.bindings(), shape, conditions);
            if (right.isPresent()) {
                List<Expr> operands = new ArrayList<>(each.rest());
                List<int[]> labels = new ArrayList<>(each.restLabels());
                operands.add(right.get());
                labels.add(each.labels());
                int[] output =
                        java.util.stream.IntStream.range(0, target.rank()).toArray();
                Expr whole = Einsum.of(operands, labels, output, target.sizes());
                return Optional.of(Algebra.scale(each.sign().dividedBy(coefficient), whole));
            }
        }
        return Optional.empty();
    }

    /** The right side for the bindings, when the guard holds. */
    private Optional<Expr> right(Bindings bindings, Shape shape, Conditions conditions) {
        if (!guard.holds(bindings, conditions)) {
            return Optional.empty();
        }
        Expr right = Library.standard().elaborate(rightText, bindings.scope());
        if (right instanceof Constant constant && constant.rational().isPresent()) {
            return Optional.of(Constant.of(constant.rational().get(), shape));
        }
        Expr filled = Algebra.fill(right, shape);
        return filled.shape().surelyDiffersFrom(shape) ? Optional.empty() : Optional.of(filled);
    }

    /** The line it was read from, in one form. */
    @Override
    public String toString() {
        return name + " : " + leftText + (widens ? " ~> " : " -> ") + rightText
                + (guard.demands().isEmpty() ? "" : "  where " + guard);
    }
}
