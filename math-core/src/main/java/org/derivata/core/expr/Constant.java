package org.derivata.core.expr;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.derivata.core.operator.Fact;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Shape;
import org.jspecify.annotations.Nullable;

/**
 * One number everywhere in an array of some shape: an exact rational, or one of the symbols {@code pi}, {@code e}, {@code inf}, {@code nan}
 * (those only as scalars; an {@link Einsum} broadcasts them).
 */
public final class Constant extends Expr {

    /** Numbers that are no rationals. */
    public enum Symbol {
        PI("pi", Math.PI),
        E("e", Math.E),
        INFINITY("inf", Double.POSITIVE_INFINITY),
        NAN("nan", Double.NaN);

        private final String text;
        private final double value;

        Symbol(String text, double value) {
            this.text = text;
            this.value = value;
        }

        public String text() {
            return text;
        }
    }

    private static final StructuralHash KIND = StructuralHash.of("constant");

    /** The numbers that most formulas have: 0, 1, 2, ... */
    private static final List<Constant> USUAL = IntStream.rangeClosed(0, 16)
            .mapToObj(each -> (Constant) Interner.intern(new Constant(Rational.of(each), null, Shape.SCALAR)))
            .toList();

    private final @Nullable Rational rational;
    private final @Nullable Symbol symbol;

    private Constant(@Nullable Rational rational, @Nullable Symbol symbol, Shape shape) {
        super(
                shape,
                KIND.copy()
                        .with(symbol == null ? String.valueOf(rational) : symbol.text)
                        .with(shape.toString()));
        this.rational = rational;
        this.symbol = symbol;
    }

    public static Constant of(Rational value, Shape shape) {
        if (shape.isScalar() && value.isInt() && value.signum() >= 0 && value.intValue() < USUAL.size()) {
            return USUAL.get(value.intValue());
        }
        return (Constant) Interner.intern(new Constant(value, null, shape));
    }

    public static Constant of(Rational value) {
        return of(value, Shape.SCALAR);
    }

    public static Constant of(long value) {
        return of(Rational.of(value));
    }

    public static Constant of(Symbol symbol) {
        return (Constant) Interner.intern(new Constant(null, symbol, Shape.SCALAR));
    }

    /** A double as its shortest decimal; minus infinity is a scaled {@code inf}. */
    public static Expr of(double value) {
        if (Double.isNaN(value)) {
            return of(Symbol.NAN);
        }
        if (Double.isInfinite(value)) {
            Expr infinity = of(Symbol.INFINITY);
            return value > 0 ? infinity : Algebra.negate(infinity);
        }
        return of(Rational.of(value));
    }

    /** The number, when it is a rational. */
    public Optional<Rational> rational() {
        return Optional.ofNullable(rational);
    }

    /** The symbol, when it is one. */
    public Optional<Symbol> symbol() {
        return Optional.ofNullable(symbol);
    }

    /** The nearest double. */
    public double value() {
        return rational != null ? rational.toDouble() : Objects.requireNonNull(symbol).value;
    }

    /** Whether an expression is a certain rational everywhere. */
    public static boolean isRational(Expr node, Rational value) {
        return node instanceof Constant constant && constant.rational != null && value.equals(constant.rational);
    }

    /** Whether an expression is surely infinite or not a number: {@code inf}, {@code nan}, or a reciprocal of 0. */
    static boolean isNonFinite(Expr node) {
        if (node instanceof Constant constant) {
            return constant.symbol == Symbol.INFINITY || constant.symbol == Symbol.NAN;
        }
        return Einsum.exponent(node).signum() < 0 && isZero(node.arguments().get(0));
    }

    /** Not a number, everywhere in a shape. */
    static Expr notANumber(Shape shape) {
        return Algebra.fill(of(Symbol.NAN), shape);
    }

    public static boolean isZero(Expr node) {
        return isRational(node, Rational.ZERO);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.constant(this);
    }

    @Override
    public List<Expr> arguments() {
        return List.of();
    }

    @Override
    public Expr withArguments(List<Expr> arguments) {
        return this;
    }

    @Override
    boolean sameContent(Expr other) {
        Constant that = (Constant) other;
        return symbol == that.symbol && Objects.equals(rational, that.rational) && shape().equals(that.shape());
    }

    @Override
    int inferFacts() {
        int facts = 0;
        double value = value();
        if (isNonFinite(this)) {
            // laws of products and powers hold for finite numbers: inf / inf is not 1
            return facts;
        }
        if (rational != null && rational.isInteger()) {
            facts |= Fact.INTEGER.bit();
        }
        if (value > 0) {
            facts |= Fact.POSITIVE.bit();
        }
        if (value >= 0) {
            facts |= Fact.NONNEGATIVE.bit();
        }
        if (value >= 0 && value <= 1) {
            facts |= Fact.UNIT.bit();
        }
        // a rational that rounds to 0.0 is not 0
        if (rational != null ? !rational.isZero() : value != 0 && !Double.isNaN(value)) {
            facts |= Fact.NONZERO.bit();
        }
        if (rank() >= 2 && shape().get(rank() - 1).equals(shape().get(rank() - 2))) {
            facts |= Fact.SYMMETRIC.bit();
        }
        return facts;
    }

    @Override
    public String toString() {
        return (symbol == null ? String.valueOf(rational) : symbol.text) + (shape().isScalar() ? "" : shape());
    }
}
