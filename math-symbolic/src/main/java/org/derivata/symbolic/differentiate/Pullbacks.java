package org.derivata.symbolic.differentiate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.derivata.core.diagnostic.DerivativeException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.NodeIndex;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Library;
import org.derivata.core.language.Scope;
import org.derivata.core.operator.Elementary;
import org.derivata.core.operator.Operator;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;

/** The transposed differential of each kind of node: from a node's cotangent to what it contributes to its arguments' cotangents. */
final class Pullbacks {

    private final Library library;
    private final Contribution through;

    Pullbacks(Library library, Contribution through) {
        this.library = library;
        this.through = through;
    }

    /**
     * Adds the contributions of one node.
     *
     * @param leading how many axes of the cotangent come before the node's own
     * @param contributions receives each argument with what it gets
     */
    void push(Expr node, Expr cotangent, int leading, NodeIndex active, BiConsumer<Expr, Expr> contributions) {
        node.match(new Expr.Cases<Void>() {
            @Override
            public Void constant(Constant constant) {
                return null;
            }

            @Override
            public Void variable(Variable variable) {
                return null;
            }

            @Override
            public Void linearCombination(LinearCombination sum) {
                for (int i = 0; i < sum.terms().size(); i++) {
                    LinearCombination.Term term = sum.terms().get(i);
                    if (active.contains(term.expression())) {
                        add(i, Algebra.scale(term.coefficient(), cotangent));
                    }
                }
                return null;
            }

            @Override
            public Void einsum(Einsum product) {
                for (int i = 0; i < product.operands().size(); i++) {
                    if (active.contains(product.operands().get(i))) {
                        add(i, ofOperand(product, i, cotangent, leading));
                    }
                }
                return null;
            }

            @Override
            public Void apply(Apply apply) {
                for (int i = 0; i < apply.arguments().size(); i++) {
                    if (active.contains(apply.argument(i))) {
                        add(i, ofArgument(apply, i, cotangent, leading));
                    }
                }
                return null;
            }

            private void add(int argument, Expr contribution) {
                contributions.accept(node.arguments().get(argument), through.of(node, argument, contribution));
            }
        });
    }

    /** The product of the cotangent and all other operands, with the operand's labels as its result. */
    private static Expr ofOperand(Einsum product, int operand, Expr cotangent, int leading) {
        List<Expr> factors = new ArrayList<>();
        List<int[]> labels = new ArrayList<>();
        List<Dimension> sizes = new ArrayList<>(Arrays.asList(product.sizes()));
        int[] front = new int[leading];
        for (int axis = 0; axis < leading; axis++) {
            front[axis] = sizes.size();
            sizes.add(cotangent.shape().get(axis));
        }
        factors.add(cotangent);
        labels.add(concat(front, IntStream.range(0, product.rank()).toArray()));
        for (int i = 0; i < product.operands().size(); i++) {
            if (i != operand) {
                factors.add(product.operands().get(i));
                labels.add(product.labels(i));
            }
        }
        int[] wanted = product.labels(operand);
        for (int axis = 0; axis < wanted.length; axis++) {
            int label = wanted[axis];
            boolean repeated = IntStream.range(0, axis).map(k -> wanted[k]).anyMatch(each -> each == label);
            if (repeated) {
                // only the diagonal was read: an identity matrix puts the cotangent back there
                wanted[axis] = sizes.size();
                sizes.add(product.size(label));
                factors.add(Apply.identity(product.size(label)));
                labels.add(new int[] {label, wanted[axis]});
            }
        }
        return Masked.contract(factors, labels, concat(front, wanted), sizes.toArray(new Dimension[0]));
    }

    private static int[] concat(int[] a, int[] b) {
        int[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    private Expr ofArgument(Apply apply, int argument, Expr cotangent, int leading) {
        Operator operator = apply.operator();
        if (operator.equals(Elementary.WHERE) && argument > 0) {
            return Masked.branch(apply.argument(0), argument == 1, cotangent, leading);
        }
        if (operator.isElementwise()) {
            String text = operator.derivativeText(argument).orElseThrow(() -> missing(operator));
            Scope scope = scope(operator, apply.arguments(), apply);
            Expr partial = Algebra.fill(library.elaborate(text, scope), apply.shape());
            return times(cotangent, partial, leading);
        }
        if (operator.isIndex(argument)) {
            return Algebra.zero(cotangent
                    .shape()
                    .slice(0, leading)
                    .concat(apply.argument(argument).shape()));
        }
        Optional<Transposes.Transpose> transpose = Transposes.of(operator);
        if (transpose.isPresent()) {
            return transpose.get().of(apply, argument, cotangent, leading);
        }
        String text = operator.differentialText().orElseThrow(() -> missing(operator));
        return transposed(apply, argument, text, cotangent);
    }

    private static DerivativeException missing(Operator operator) {
        return new DerivativeException(
                Diagnostic.of("derivative.missing", "the derivative of " + operator.name() + " is not known")
                        .help("declare it with the operator, or keep the variable out of " + operator.name()));
    }

    private static Scope scope(Operator operator, List<Expr> arguments, Expr result) {
        Scope scope = Scope.closed().define(operator.attributes()).define("y", result);
        for (int i = 0; i < operator.parameters().size(); i++) {
            scope.define(operator.parameters().get(i), arguments.get(i));
        }
        return scope;
    }

    /** Entry by entry; a factor that is 0 on one side of a {@code where} stays 0 there, whatever it is multiplied by. */
    static Expr times(Expr cotangent, Expr partial, int leading) {
        if (leading == 0) {
            return Masked.multiply(cotangent, partial);
        }
        int rank = cotangent.rank();
        int[] all = IntStream.range(0, rank).toArray();
        int[] own = IntStream.range(leading, rank).toArray();
        Dimension[] sizes = cotangent.shape().sizes().toArray(new Dimension[0]);
        Expr repeated = Einsum.of(List.of(partial), List.of(own), all, sizes);
        return Masked.multiply(cotangent, repeated);
    }

    /**
     * The declared differential, transposed: it is written over stand-ins for the arguments and the result, so that the sweep through it sees
     * nothing of the graph below, and the real ones are put in afterwards.
     */
    private Expr transposed(Apply apply, int argument, String text, Expr cotangent) {
        Operator operator = apply.operator();
        Map<Expr, Expr> actual = new LinkedHashMap<>();
        List<Expr> arguments = new ArrayList<>();
        for (int i = 0; i < apply.arguments().size(); i++) {
            arguments.add(standIn("argument " + i, apply.argument(i), actual));
        }
        Expr result = standIn("result", apply, actual);
        Scope scope = scope(operator, arguments, result);
        Expr tangent = null;
        for (int i = 0; i < arguments.size(); i++) {
            Shape shape = arguments.get(i).shape();
            Expr differential = i == argument ? Variable.of("tangent", shape) : Algebra.zero(shape);
            tangent = i == argument ? differential : tangent;
            scope.define("d" + operator.parameters().get(i), differential);
        }
        Expr linear = library.elaborate(text, scope);
        Expr seed = standIn("cotangent", cotangent, actual);
        Expr pulled = new ReverseMode(library)
                .pullback(linear, seed, List.of(java.util.Objects.requireNonNull(tangent)))
                .values()
                .iterator()
                .next();
        return Graph.substitute(pulled, new IdentityHashMap<>(actual));
    }

    private static Expr standIn(String role, Expr actual, Map<Expr, Expr> standIns) {
        Variable standIn = Variable.of(role, actual.shape(), actual.facts());
        standIns.put(standIn, actual);
        return standIn;
    }
}
