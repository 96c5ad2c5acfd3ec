package org.derivata.symbolic.rewrite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.LimitException;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.NodeMap;

/**
 * Applies a set of rules until none applies anywhere: arguments before their users, each different node once. Work is linear in the graph and in
 * what the rules make; nothing recurses.
 */
public final class Rewriter {

    private static final int FUEL = 50;
    private static final int LEAST_FUEL = 10_000;
    private static final int SHOWN = 200;

    private final RuleSet rules;
    private final Conditions conditions;
    private Trace trace = new Trace();
    private final NodeMap<Expr> results = new NodeMap<>();
    private final Set<Expr> pending = new HashSet<>();
    private long fuel;

    /** What is rewritten, as long as the fuel that it gives by its size has not been needed. */
    private Collection<? extends Expr> tank = List.of();

    /** The functions in all nodes so far: an argument is looked at before its users. */
    private long met;

    /** A rewriter that relies on proved facts alone. */
    public Rewriter(RuleSet rules) {
        this(rules, Conditions.proved());
    }

    public Rewriter(RuleSet rules, Conditions conditions) {
        this.rules = rules;
        this.conditions = conditions;
    }

    private record Task(Expr node, Kind kind, Expr next) {
        enum Kind {
            ENTER,
            LEAVE,
            /** The result of {@code node} is that of {@code next}, known by now. */
            SAME
        }
    }

    public Expr rewrite(Expr root) {
        return rewrite(List.of(root)).get(0);
    }

    /** The roots rewritten, what they share still shared. */
    public List<Expr> rewrite(Collection<? extends Expr> roots) {
        return rewrite(roots, new Trace());
    }

    /**
     * The same. What was rewritten before is known, and leaves no second trace.
     *
     * @param steps receives what fired
     * @throws LimitException {@code limit.rewriting} when the rules go round in circles
     */
    public List<Expr> rewrite(Collection<? extends Expr> roots, Trace steps) {
        trace = steps;
        fuel = LEAST_FUEL;
        tank = roots;
        List<Expr> rewritten = new ArrayList<>();
        for (Expr root : roots) {
            settle(root);
            rewritten.add(results.known(root));
        }
        return rewritten;
    }

    private void settle(Expr root) {
        Deque<Task> tasks = new ArrayDeque<>();
        tasks.push(new Task(root, Task.Kind.ENTER, root));
        while (!tasks.isEmpty()) {
            Task task = tasks.pop();
            switch (task.kind) {
                case ENTER -> enter(task.node, tasks);
                case LEAVE -> leave(task.node, tasks);
                case SAME -> {
                    pending.remove(task.node);
                    results.put(task.node, results.known(task.next));
                }
            }
        }
    }

    private void enter(Expr node, Deque<Task> tasks) {
        if (results.contains(node)) {
            return;
        }
        tasks.push(new Task(node, Task.Kind.LEAVE, node));
        List<Expr> arguments = node.arguments();
        for (int i = arguments.size() - 1; i >= 0; i--) {
            if (!results.contains(arguments.get(i))) {
                tasks.push(new Task(arguments.get(i), Task.Kind.ENTER, arguments.get(i)));
            }
        }
    }

    private void leave(Expr node, Deque<Task> tasks) {
        if (results.contains(node)) {
            return;
        }
        Expr next = Graph.rebuilt(node, results);
        if (next == node) {
            next = step(node).orElse(node);
        }
        // a node that is on its way to this one would go round in a circle: whichever form comes round first stays
        if (next == node || pending.contains(next)) {
            results.put(node, node);
        } else {
            burn();
            pending.add(node);
            tasks.push(new Task(node, Task.Kind.SAME, next));
            tasks.push(new Task(next, Task.Kind.ENTER, next));
        }
    }

    /** The node after the first rule that applies. */
    private Optional<Expr> step(Expr node) {
        if (node instanceof Apply call) {
            met |= Glance.function(call.operator().name());
        }
        List<Rule> candidates = rules.candidates(node);
        long shown = candidates.isEmpty() ? 0 : Glance.of(node);
        for (int i = 0; i < candidates.size(); i++) {
            Rule rule = candidates.get(i);
            if (rule instanceof PatternRule pattern && !pattern.mayApply(shown, met)) {
                continue;
            }
            conditions.restart();
            Optional<Expr> result = rule.apply(node, conditions);
            if (result.isPresent() && result.get() != node) {
                if (result.get().shape().surelyDiffersFrom(node.shape())) {
                    throw new IllegalStateException("rule " + rule.name() + " makes shape "
                            + result.get().shape() + " of " + node.shape());
                }
                trace.add(new Trace.Step(rule.name(), node, result.get(), conditions.used()));
                return result;
            }
        }
        return Optional.empty();
    }

    private void burn() {
        if (--fuel < 0 && !tank.isEmpty()) {
            fuel += (long) FUEL * Graph.postOrder(tank).size();
            tank = List.of();
        }
        if (fuel < 0) {
            List<Trace.Step> steps = trace.steps();
            Set<String> names = new LinkedHashSet<>();
            steps.subList(Math.max(0, steps.size() - SHOWN), steps.size()).forEach(each -> names.add(each.rule()));
            throw new LimitException(Diagnostic.of(
                            "limit.rewriting",
                            "the rules of " + rules.name() + " do not come to an end: " + String.join(", ", names))
                    .help("rules that undo one another belong in different sets"));
        }
    }
}
