package org.derivata.testkit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.language.Limits;
import org.derivata.core.language.MathParser;
import org.derivata.core.surface.Syntax;
import org.derivata.core.surface.Syntax.Argument;
import org.derivata.core.surface.Syntax.Call;
import org.derivata.core.surface.Syntax.Chain;
import org.derivata.core.surface.Syntax.Level;

/**
 * A text of the language broken once in each way: a part negated or scaled by 1.01, a term, factor, function or transpose dropped, a guard removed,
 * an edge moved.
 */
final class TextMutants {

    private static final Map<String, String> NEIGHBOURS =
            Map.of(">", ">=", ">=", ">", "<", "<=", "<=", "<", "==", "!=", "!=", "==");

    /** Arguments of these are sizes, orders and the like. */
    private static final Set<String> OF_SIZES = Set.of("eye", "einsum");

    private final String text;
    private final Set<String> mutants = new LinkedHashSet<>();

    private TextMutants(String text) {
        this.text = text;
    }

    static List<String> of(String text) {
        TextMutants mutants = new TextMutants(text);
        Syntax root = new MathParser(Limits.trusted()).parseExpression(new Source("mutants", text));
        mutants.add(root.span(), "-(" + text + ")");
        mutants.add(root.span(), "1.01 * (" + text + ")");
        mutants.walk(root);
        return List.copyOf(mutants.mutants);
    }

    private String part(Syntax syntax) {
        return text.substring(syntax.span().start(), syntax.span().end());
    }

    private void add(Span span, String replacement) {
        boolean whole = replacement.contains(text);
        mutants.add(whole ? replacement : text.substring(0, span.start()) + replacement + text.substring(span.end()));
    }

    private void signAndSize(Syntax part) {
        add(part.span(), "(-(" + part(part) + "))");
        add(part.span(), "(1.01 * (" + part(part) + "))");
    }

    private void walk(Syntax syntax) {
        if (syntax instanceof Chain chain) {
            chain(chain);
        } else if (syntax instanceof Call call) {
            call(call);
            return;
        } else if (syntax instanceof Syntax.Transpose turned) {
            add(turned.span(), "(" + part(turned.operand()) + ")");
        } else if (syntax instanceof Syntax.Index index) {
            walk(index.operand());
            return;
        }
        syntax.children().forEach(this::walk);
    }

    private void chain(Chain chain) {
        List<Syntax> operands = chain.operands();
        for (int i = 0; i < operands.size(); i++) {
            Syntax operand = operands.get(i);
            switch (chain.level()) {
                case SUM -> {
                    signAndSize(operand);
                    add(operand.span(), "(0 * (" + part(operand) + "))");
                }
                case PRODUCT -> {
                    boolean matrix =
                            (i > 0 && chain.operators().get(i - 1).symbol().equals("@"))
                                    || (i < operands.size() - 1
                                            && chain.operators().get(i).symbol().equals("@"));
                    String part = "(" + part(operand) + ")";
                    add(operand.span(), matrix ? part + ".T" : "(0 * " + part + " + 1)");
                }
                default -> signAndSize(operand);
            }
        }
        if (chain.level() == Level.COMPARISON) {
            chain.operators().forEach(each -> add(each.span(), NEIGHBOURS.getOrDefault(each.symbol(), each.symbol())));
        }
    }

    private void call(Call call) {
        List<Syntax> values = new ArrayList<>();
        for (Argument each : call.arguments()) {
            boolean isValue = each.keyword() == null && !(each.value() instanceof Syntax.Text);
            if (isValue && !OF_SIZES.contains(call.name())) {
                values.add(each.value());
            }
        }
        if (call.arguments().size() == 1 && values.size() == 1) {
            add(call.span(), "(" + part(values.get(0)) + ")");
        }
        if (call.name().equals("where")) {
            add(call.span(), "(" + part(values.get(1)) + ")");
            add(call.span(), "(" + part(values.get(2)) + ")");
        }
        if (call.name().equals("divide_no_nan")) {
            add(call.span(), "((" + part(values.get(0)) + ") / (" + part(values.get(1)) + "))");
        }
        values.forEach(each -> {
            signAndSize(each);
            walk(each);
        });
    }
}
