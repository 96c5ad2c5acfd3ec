package org.derivata.nn.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.derivata.core.expr.Quotients;
import org.derivata.core.operator.Elementary;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Operator.DoubleTernaryOperator;

/**
 * A function of one to three numbers that code calls: the operator's own function, and the static method that is the same where there is one,
 * so that generated code calls it by name.
 *
 * @param owner the internal name of the class of the method, empty when only {@code function} will do
 * @param method the name of the method
 * @param arity the number of operands
 * @param function the function; operands it does not have are ignored
 */
public record Callee(String owner, String method, int arity, DoubleTernaryOperator function) {

    private static final String MATH = "java/lang/Math";
    private static final String SPECIAL = "org/derivata/core/operator/SpecialFunctions";
    private static final String POWERS = "org/derivata/core/operator/Powers";
    private static final String CHOICES = "org/derivata/nn/kernel/Choices";

    /** The methods that are the declared functions, each line an owner and its methods, {@code name=method} where the names differ. */
    private static final Map<String, String> METHODS = Map.of(
            MATH,
            "exp expm1 log log1p log10 cbrt floor ceil round=rint abs sign=signum maximum=max minimum=min sin cos tan asin acos atan atan2"
                    + " sinh cosh tanh hypot",
            SPECIAL,
            "softplus asinh acosh atanh erf erfc erfcx log_erfc=logErfc lgamma=logGamma logaddexp=logAddExp log1mexp=log1mExp xlogy=xLogY xlog1py=xLog1pY log1pmx=log1pMinusX log1p_ratio_slope=log1pRatioSlope spherical_j1=sphericalJ1 spherical_i1=sphericalI1 divide_no_nan=divideNoNan reciprocal_no_nan=reciprocalNoNan muldiv=mulDiv divdiv=divDiv divide_in_range=divideInRange normal significands exponents scaled=scaledIfNeeded compound bernoulli_score=bernoulliScore",
            POWERS,
            "pow",
            CHOICES,
            "less less_equal=lessEqual greater greater_equal=greaterEqual equal not_equal=notEqual where logical_and=and logical_or=or"
                    + " logical_not=not");

    private static final Map<Operator, Callee> KNOWN = known();

    public static final Callee ABS = named("abs");
    public static final Callee EXP = named("exp");
    public static final Callee EQUAL = named("equal");
    public static final Callee LOG = named("log");
    public static final Callee LOG1P = named("log1p");
    public static final Callee MAXIMUM = named("maximum");
    public static final Callee WHERE = named("where");
    public static final Callee SQRT = new Callee(MATH, "sqrt", 1, (a, b, c) -> Math.sqrt(a));

    /** {@code exp(a)}, given {@code exp(-abs(a))}. */
    static final Callee EXP_OR_DECAY = new Callee(CHOICES, "exp", 2, (a, b, c) -> Choices.exp(a, b));

    static final Callee FMA = new Callee(MATH, "fma", 3, Math::fma);

    private static Map<Operator, Callee> known() {
        Map<String, String[]> places = new HashMap<>();
        METHODS.forEach((owner, methods) -> {
            for (String each : methods.split(" ")) {
                String[] pair = each.split("=");
                places.put(pair[0], new String[] {owner, pair[pair.length - 1]});
            }
        });
        Map<Operator, Callee> known = new HashMap<>();
        Stream.concat(Elementary.ALL.stream(), Quotients.CALLED.stream()).forEach(each -> {
            String[] place = places.get(each.name());
            if (place != null) {
                known.put(each, new Callee(place[0], place[1], each.parameters().size(), function(each)));
            }
        });
        return Map.copyOf(known);
    }

    private static Callee named(String operator) {
        return KNOWN.entrySet().stream()
                .filter(each -> each.getKey().name().equals(operator))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    /** The function of an elementwise operator. */
    public static Callee of(Operator operator) {
        Callee known = KNOWN.get(operator);
        return known != null ? known : new Callee("", "", operator.parameters().size(), function(operator));
    }

    private static DoubleTernaryOperator function(Operator operator) {
        switch (operator.parameters().size()) {
            case 1 -> {
                DoubleUnaryOperator unary = operator.unary();
                return (a, b, c) -> unary.applyAsDouble(a);
            }
            case 2 -> {
                DoubleBinaryOperator binary = operator.binary();
                return (a, b, c) -> binary.applyAsDouble(a, b);
            }
            default -> {
                return operator.ternary();
            }
        }
    }

    /** Whether generated code can call it by name. */
    public boolean isNamed() {
        return !owner.isEmpty();
    }

    /** The descriptor of the method. */
    public String descriptor() {
        return "(" + "D".repeat(arity) + ")D";
    }
}
