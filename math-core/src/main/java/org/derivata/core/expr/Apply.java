package org.derivata.core.expr;

import java.util.List;
import java.util.Map;
import org.derivata.core.operator.Elementary;
import org.derivata.core.operator.Fact;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Rational;
import org.derivata.core.operator.Structure;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;

/** An operator applied to arguments: everything that is not a sum or a product. */
public final class Apply extends Expr {

    private static final StructuralHash KIND = StructuralHash.of("apply");

    private final Operator operator;
    private final List<Expr> arguments;
    private final Rational exponent;

    private Apply(Operator operator, List<Expr> arguments, Shape shape, Rational exponent) {
        super(shape, hash(operator, arguments));
        this.operator = operator;
        this.arguments = arguments;
        this.exponent = exponent;
    }

    private static StructuralHash hash(Operator operator, List<Expr> arguments) {
        StructuralHash hash = KIND.copy().with(operator.name());
        if (!operator.attributes().isEmpty()) {
            for (Map.Entry<String, Object> each : operator.attributes().entries()) {
                hash.with(each.getKey()).with(each.getValue().toString());
            }
        }
        for (int i = 0; i < arguments.size(); i++) {
            hash.with(arguments.get(i));
        }
        return hash;
    }

    /**
     * The application; a power with a constant exponent is {@link Elementary#POWER}. Arguments of an elementwise operator have one shape;
     * broadcasting was made explicit before.
     *
     * @throws org.derivata.core.diagnostic.ShapeException when the operator's shape rule refuses the arguments
     */
    public static Expr of(Operator operator, List<? extends Expr> arguments) {
        Rational exponent = exponent(operator);
        if (exponent.isOne() && operator.name().equals(Elementary.POWER.name())) {
            return arguments.get(0);
        }
        if (operator.equals(Elementary.POW)
                && arguments.get(1) instanceof Constant constant
                && constant.rational().isPresent()) {
            return Algebra.power(arguments.get(0), constant.rational().get());
        }
        Shape shape = operator.isElementwise()
                ? arguments.get(0).shape()
                : operator.shape(arguments.stream().map(Expr::shape).toList());
        if (operator.isElementwise()) {
            for (Expr each : arguments) {
                if (each.shape().surelyDiffersFrom(shape)) {
                    throw new IllegalArgumentException(
                            operator.name() + " of shapes " + shape + " and " + each.shape() + " without broadcasting");
                }
            }
        }
        return Interner.intern(new Apply(operator, List.copyOf(arguments), shape, exponent));
    }

    private static Rational exponent(Operator operator) {
        return operator.name().equals(Elementary.POWER.name())
                ? operator.attributes().rational("exponent")
                : Rational.ONE;
    }

    /** The exponent of a rational power, 1 for anything else. */
    Rational exponent() {
        return exponent;
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

    public static boolean isIdentity(Expr node) {
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
                ? Algebra.power(arguments.get(0), exponent(operator))
                : Views.rebuilt(operator, arguments).orElseGet(() -> of(operator, arguments));
    }

    @Override
    boolean sameContent(Expr other) {
        Apply that = (Apply) other;
        return operator.equals(that.operator) && same(arguments, that.arguments);
    }

    @Override
    int inferFacts() {
        int facts = operator.factBits();
        if (operator.isElementwise() && rank() >= 2 && all(Fact.SYMMETRIC)) {
            facts |= Fact.SYMMETRIC.bit();
        }
        return facts
                | switch (operator.name()) {
                    case "power" -> ofPower(arguments.get(0), exponent);
                    case "maximum", "minimum" -> ofExtremum();
                    case "where" -> operator.equals(Elementary.WHERE) ? ofBranches() : 0;
                    case "inv" -> ofInverse();
                    case "softmax" -> ofDistribution();
                    default -> 0;
                };
    }

    private boolean all(Fact fact) {
        for (Expr each : arguments) {
            if (!each.is(fact)) {
                return false;
            }
        }
        return true;
    }

    private static int ofPower(Expr base, Rational exponent) {
        boolean even = exponent.isInt() && exponent.intValue() % 2 == 0;
        boolean nonnegative = even || base.is(Fact.NONNEGATIVE) || !exponent.isInteger();
        int facts = nonnegative ? Fact.NONNEGATIVE.bit() : 0;
        if (base.is(Fact.POSITIVE)) {
            facts |= Fact.POSITIVE.closedBits();
        } else if (base.is(Fact.NONZERO) || exponent.signum() < 0) {
            // 1/x is never 0 where it exists; with a sign known it is positive
            facts |= Fact.NONZERO.bit() | (nonnegative ? Fact.POSITIVE.bit() : 0);
        }
        if (base.is(Fact.INTEGER) && exponent.isInteger() && exponent.signum() > 0) {
            facts |= Fact.INTEGER.bit();
        }
        if (base.is(Fact.UNIT) && exponent.signum() > 0) {
            facts |= Fact.UNIT.bit();
        }
        return facts;
    }

    private int ofExtremum() {
        int facts = 0;
        boolean maximum = is("maximum");
        for (Fact each : List.of(Fact.NONNEGATIVE, Fact.POSITIVE)) {
            boolean left = arguments.get(0).is(each);
            boolean right = arguments.get(1).is(each);
            if (maximum ? left || right : left && right) {
                facts |= each.closedBits();
            }
        }
        return facts;
    }

    private int ofBranches() {
        int kept = Fact.bits(List.of(Fact.NONNEGATIVE, Fact.POSITIVE, Fact.NONZERO, Fact.INTEGER, Fact.UNIT));
        return kept & arguments.get(1).factBits() & arguments.get(2).factBits();
    }

    private int ofInverse() {
        int facts = Fact.INVERTIBLE.bit();
        for (Fact each : List.of(Fact.SYMMETRIC, Fact.POSITIVE_DEFINITE, Fact.ORTHOGONAL, Fact.DIAGONAL)) {
            if (arguments.get(0).is(each)) {
                facts |= each.closedBits();
            }
        }
        return facts;
    }

    /** Over all axes of a vector, or the last one alone, a softmax is a distribution along each row. */
    private int ofDistribution() {
        boolean last = operator.attributes().integers("axes").equals(List.of(rank() - 1));
        return last ? Fact.ROWS_SUM_TO_ONE.bit() : 0;
    }

    @Override
    public String toString() {
        return "Apply[" + operator + "]";
    }
}
