package org.derivata.symbolic.rewrite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.derivata.core.expr.Expr;

/** What rewriting did, in order. Not for use by several threads. */
public final class Trace {

    /**
     * A rule that fired.
     *
     * @param before the node it applied to
     * @param after what took its place
     * @param proofs the facts it relied on
     */
    public record Step(String rule, Expr before, Expr after, List<Conditions.Proof> proofs) {}

    /** The pass that makes one product of products of products; it changes no formula on paper. */
    public static final String FLATTEN = "flatten-products";

    private final List<Step> steps = new ArrayList<>();

    void add(Step step) {
        steps.add(step);
    }

    /** Adds a step of a pass that is not made of rules. */
    public void add(String pass, Expr before, Expr after) {
        steps.add(new Step(pass, before, after, List.of()));
    }

    /** Adds a step of a pass that changed something; nothing otherwise. */
    public void addChange(String pass, Expr before, Expr after) {
        if (before != after) {
            add(pass, before, after);
        }
    }

    /** Adds all steps of a form that was chosen among several. */
    public void append(Trace chosen) {
        steps.addAll(chosen.steps);
    }

    public List<Step> steps() {
        return Collections.unmodifiableList(steps);
    }

    /** How often each rule fired, by name. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        steps.forEach(each -> counts.merge(each.rule, 1, Integer::sum));
        return counts;
    }
}
