package org.derivata.core.expr;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derivata.core.operator.Elementary;
import org.derivata.core.operator.Fact;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Rational;
import org.derivata.core.operator.Structure;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;

/** An operator applied to arguments: everything that is not a sum or a product. */
public final class Apply extends Expr {

    private final Operator operator;
    private final List<Expr> arguments;

    private Apply(Operator operator, List<Expr> arguments, Shape shape) {
        super(shape, hash(operator, arguments));
        this.operator = operator;
        this.arguments = arguments;
    }

    private static StructuralHash hash(Operator operator, List<Expr> arguments) {
        StructuralHash hash = StructuralHash.of("apply").with(operator.name());
        for (Map.Entry<String, Object> each : operator.attributes().entries()) {
            hash = hash.with(each.getKey()).with(each.getValue().toString());
        }
        for (Expr each : arguments) {
            hash = hash.with(each);
        }
        return hash;
    }

    /**
     * The application. Arguments of an elementwise operator have one shape; broadcasting was made explicit before.
     *
     * @throws org.derivata.core.diagnostic.ShapeException when the operator's shape rule refuses the arguments
     */
    public static Expr of(Operator operator, List<? extends Expr> arguments) {
        if (operator.equals(Elementary.POWER.with("exponent", Rational.ONE))) {
            return arguments.get(0);
        }
        Shape shape = operator.shape(arguments.stream().map(Expr::shape).toList());
        if (operator.isElementwise()) {
            for (Expr each : arguments) {
                if (each.shape().surelyDiffersFrom(shape)) {
                    throw new IllegalArgumentException(
                            operator.name() + " of shapes " + shape + " and " + each.shape() + " without broadcasting");
                }
            }
        }
        return Interner.intern(new Apply(operator, List.copyOf(arguments), shape));
    }

    public static Expr of(Operator operator, Expr... arguments) {
        return of(operator, List.of(arguments));
    }

    /** A dimension as a number: names become size operators, integers constants. */
    public static Expr size(Dimension dimension) {
        return dimension.isName() ? of(Structure.SIZE.with("dimension", dimension)) : Sizes.expression(dimension);
    }

    /** The identity matrix. */
    public static Expr identity(Dimension size) {
        return of(Structure.EYE.with("size", size));
    }

    static boolean isIdentity(Expr node) {
        return node instanceof Apply apply && apply.operator.name().equals(Structure.EYE.name());
    }

    public Operator operator() {
        return operator;
    }

    /** Whether this applies the operator of that name. */
    public boolean is(String name) {
        return operator.name().equals(name);
    }

    public Expr argument(int index) {
        return arguments.get(index);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.apply(this);
    }

    @Override
    public List<Expr> arguments() {
        return arguments;
    }

    @Override
    public Expr withArguments(List<Expr> changed) {
        return normal(operator, changed);
    }

    /** The application in the normal form of {@link Algebra} and {@link Views}, which may be simpler. */
    public static Expr normal(Operator operator, List<Expr> arguments) {
        return operator.name().equals(Elementary.POWER.name())
                ? Algebra.power(arguments.get(0), operator.attributes().rational("exponent"))
                : Views.rebuilt(operator, arguments).orElseGet(() -> of(operator, arguments));
    }

    @Override
    boolean sameContent(Expr other) {
        Apply that = (Apply) other;
        return operator.equals(that.operator) && arguments.equals(that.arguments);
    }

    @Override
    Set<Fact> inferFacts() {
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        facts.addAll(operator.resultFacts());
        if (operator.isElementwise() && rank() >= 2 && arguments.stream().allMatch(each -> each.is(Fact.SYMMETRIC))) {
            facts.add(Fact.SYMMETRIC);
        }
        if (operator.name().equals(Elementary.POWER.name())) {
            facts.addAll(ofPower(arguments.get(0), operator.attributes().rational("exponent")));
        }
        if (List.of("maximum", "minimum").contains(operator.name())) {
            facts.addAll(ofExtremum());
        }
        if (operator.equals(Elementary.WHERE)) {
            for (Fact each : List.of(Fact.NONNEGATIVE, Fact.POSITIVE, Fact.NONZERO, Fact.INTEGER, Fact.UNIT)) {
                if (arguments.get(1).is(each) && arguments.get(2).is(each)) {
                    facts.add(each);
                }
            }
        }
        if (is("inv")) {
            for (Fact each : List.of(Fact.SYMMETRIC, Fact.POSITIVE_DEFINITE, Fact.ORTHOGONAL, Fact.DIAGONAL)) {
                if (arguments.get(0).is(each)) {
                    facts.addAll(Fact.closure(List.of(each)));
                }
            }
            facts.add(Fact.INVERTIBLE);
        }
        // over all axes of a vector, or the last one alone, a softmax is a distribution along each row
        if (is("softmax") && operator.attributes().integers("axes").equals(List.of(rank() - 1))) {
            facts.add(Fact.ROWS_SUM_TO_ONE);
        }
        return facts;
    }

    private static Set<Fact> ofPower(Expr base, Rational exponent) {
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        boolean even = exponent.isInt() && exponent.intValue() % 2 == 0;
        if (even || base.is(Fact.NONNEGATIVE) || !exponent.isInteger()) {
            facts.add(Fact.NONNEGATIVE);
        }
        if (base.is(Fact.POSITIVE)) {
            facts.addAll(Fact.closure(List.of(Fact.POSITIVE)));
        } else if (base.is(Fact.NONZERO) || exponent.signum() < 0) {
            // 1/x is never 0 where it exists; with a sign known it is positive
            facts.add(Fact.NONZERO);
            if (facts.contains(Fact.NONNEGATIVE)) {
                facts.add(Fact.POSITIVE);
            }
        }
        if (base.is(Fact.INTEGER) && exponent.isInteger() && exponent.signum() > 0) {
            facts.add(Fact.INTEGER);
        }
        if (base.is(Fact.UNIT) && exponent.signum() > 0) {
            facts.add(Fact.UNIT);
        }
        return facts;
    }

    private Set<Fact> ofExtremum() {
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        boolean maximum = is("maximum");
        for (Fact each : List.of(Fact.NONNEGATIVE, Fact.POSITIVE)) {
            boolean left = arguments.get(0).is(each);
            boolean right = arguments.get(1).is(each);
            if (maximum ? left || right : left && right) {
                facts.addAll(Fact.closure(List.of(each)));
            }
        }
        return facts;
    }

    @Override
    public String toString() {
        return "Apply[" + operator + "]";
    }
}
