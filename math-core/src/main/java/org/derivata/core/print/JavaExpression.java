package org.derivata.core.print;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.expr.Variable;
import org.derivata.core.operator.Powers;
import org.derivata.core.operator.Rational;

/** One scalar node as an expression of Java, in the order in which the reference engine computes it. */
final class JavaExpression implements Expr.Cases<List<JavaTerm>> {

    /** So many operands stand in one statement. */
    static final int STEP = 16;

    private final Dialect dialect;
    private final Function<Expr, JavaTerm> terms;

    /** With the texts of the nodes below. */
    JavaExpression(Dialect dialect, Function<Expr, JavaTerm> terms) {
        this.dialect = dialect;
        this.terms = terms;
    }

    /** The node, and for a long sum or product what is still to be put behind it. */
    List<JavaTerm> write(Expr node) {
        return node.match(this);
    }

    @Override
    public List<JavaTerm> constant(Constant node) {
        JavaTerm term = node.symbol()
                .map(symbol -> new JavaTerm(dialect.word(symbol.text()), true))
                .orElseGet(() -> number(node.value()));
        return List.of(term);
    }

    @Override
    public List<JavaTerm> variable(Variable node) {
        return List.of(terms.apply(node));
    }

    private JavaTerm number(double value) {
        if (Double.isInfinite(value)) {
            String infinity = dialect.word("inf");
            return value > 0 ? new JavaTerm(infinity, true) : new JavaTerm("-" + infinity, false);
        }
        return new JavaTerm(Double.toString(value), value >= 0);
    }

    @Override
    public List<JavaTerm> linearCombination(LinearCombination node) {
        List<String> pieces = new ArrayList<>();
        for (Term each : node.summands()) {
            double coefficient = each.coefficient().toDouble();
            boolean minus = coefficient < 0;
            String sign = pieces.isEmpty() ? (minus ? "-" : "") : minus ? " - " : " + ";
            pieces.add(sign + scaled(Math.abs(coefficient), each.expression()));
        }
        return steps(pieces);
    }

    private String scaled(double coefficient, Expr term) {
        if (Constant.isRational(term, Rational.ONE)) {
            return number(coefficient).text();
        }
        String text = terms.apply(term).inBrackets();
        return coefficient == 1 ? text : number(coefficient).text() + " * " + text;
    }

    @Override
    public List<JavaTerm> einsum(Einsum node) {
        List<String> pieces = new ArrayList<>();
        for (Expr each : node.operands()) {
            pieces.add((pieces.isEmpty() ? "" : " * ") + terms.apply(each).inBrackets());
        }
        return steps(pieces);
    }

    private static List<JavaTerm> steps(List<String> pieces) {
        List<JavaTerm> steps = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i += STEP) {
            steps.add(new JavaTerm(String.join("", pieces.subList(i, Math.min(i + STEP, pieces.size()))), false));
        }
        return steps;
    }

    @Override
    public List<JavaTerm> apply(Apply node) {
        if (node.is("power")) {
            return List.of(power(
                    terms.apply(node.argument(0)), node.operator().attributes().rational("exponent")));
        }
        List<Dialect.Part> template = dialect.template(node.operator().name());
        StringBuilder out = new StringBuilder();
        boolean call = template.size() == 1;
        for (int i = 0; i < template.size(); i++) {
            Dialect.Part part = template.get(i);
            if (!part.isMark()) {
                out.append(part.text());
            } else if (part.text().startsWith("@")) {
                out.append(node.operator().attributes().integer(part.text().substring(1)));
            } else {
                JavaTerm argument = terms.apply(node.argument(part.argument()));
                boolean delimited = template.get(i - 1 < 0 ? 0 : i - 1).text().endsWith("(");
                out.append(delimited ? argument.text() : argument.inBrackets());
            }
        }
        if (call) {
            out.append('(');
            String comma = "";
            for (Expr each : node.arguments()) {
                out.append(comma).append(terms.apply(each).text());
                comma = ", ";
            }
            out.append(')');
        }
        return List.of(new JavaTerm(out.toString(), call));
    }

    /** As {@link Powers#function} computes it. */
    private static JavaTerm power(JavaTerm base, Rational exponent) {
        boolean repeated = exponent.isInt() && Math.abs((long) exponent.intValue()) <= Powers.REPEATED;
        if (exponent.signum() < 0 && (repeated || exponent.equals(Rational.HALF.negate()))) {
            return new JavaTerm("1 / " + power(base, exponent.negate()).inBrackets(), false);
        }
        if (exponent.isOne()) {
            return base;
        }
        if (exponent.equals(Rational.HALF)) {
            return new JavaTerm("Math.sqrt(" + base.text() + ")", true);
        }
        return new JavaTerm(
                repeated
                        ? Powers.class.getName() + ".power(" + base.text() + ", " + exponent + ")"
                        : "Math.pow(" + base.text() + ", " + exponent.toDouble() + ")",
                true);
    }
}
