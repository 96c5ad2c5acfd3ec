package org.derivata.nn.compile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers elementwise operations into regions that run block by block, with the sums that can follow them.
 *
 * <p>Every operation gets a level: that of its arguments, or one more where it cannot share a region with them.
 * Operations of one level never wait for one another through something outside, so any connected ones of equal count
 * may run together. An operation moves up to the level of the earliest of its users, so that it can join them.
 */
final class Fusion {

    /** Larger regions lose more by spilled registers than they save. */
    private static final int LARGEST = 32;

    private final List<Operation> operations;
    private final Map<Value, Integer> indices = new IdentityHashMap<>();
    private final Set<Value> outputs;
    private final int[][] users;
    private final int[] level;
    private final int[] group;

    private record Key(int level, int count, boolean fixed, int group) {}

    /** Finds the regions among live operations in an order in which they can run. */
    Fusion(List<Operation> operations, Set<Value> outputs) {
        this.operations = operations;
        this.outputs = outputs;
        this.level = new int[operations.size()];
        this.group = new int[operations.size()];
        for (int i = 0; i < operations.size(); i++) {
            indices.put(operations.get(i).result(), i);
            group[i] = i;
        }
        this.users = users();
    }

    private int[][] users() {
        int[] counts = new int[operations.size()];
        forEachEdge((from, to) -> counts[from]++);
        int[][] lists = new int[operations.size()][];
        for (int i = 0; i < lists.length; i++) {
            lists[i] = new int[counts[i]];
        }
        forEachEdge((from, to) -> lists[from][--counts[from]] = to);
        return lists;
    }

    private interface Edge {
        void accept(int from, int to);
    }

    private void forEachEdge(Edge edge) {
        for (int i = 0; i < operations.size(); i++) {
            for (View each : operations.get(i).arguments()) {
                Integer from = indices.get(each.value());
                if (from != null) {
                    edge.accept(from, i);
                }
            }
        }
    }

    /** The steps, regions made, in no particular order. */
    List<Step> steps() {
        findLevels();
        Map<Key, List<Integer>> groups = new LinkedHashMap<>();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            Operation each = operations.get(i);
            if (each instanceof ElementOperation) {
                int count = each.result().count();
                // small regions cost more to start than to run, so they share even what is not connected
                int connected = count > 64 ? find(i) : -1;
                groups.computeIfAbsent(new Key(level[i], count, each.isFixed(), connected), unused -> new ArrayList<>())
                        .add(i);
            } else if (!(each instanceof SumOperation sum) || !follows(sum)) {
                steps.add((StepOperation) each);
            }
        }
        ConstantBlocks constants = new ConstantBlocks();
        for (List<Integer> members : groups.values()) {
            for (int from = 0; from < members.size(); from += LARGEST) {
                steps.add(region(members.subList(from, Math.min(from + LARGEST, members.size())), constants));
            }
        }
        return steps;
    }

    private void findLevels() {
        for (int i = 0; i < operations.size(); i++) {
            for (View each : operations.get(i).arguments()) {
                Integer from = indices.get(each.value());
                if (from != null) {
                    level[i] =
                            Math.max(level[i], level[from] + distance(operations.get(from), operations.get(i), each));
                }
            }
        }
        for (int i = operations.size() - 1; i >= 0; i--) {
            Operation each = operations.get(i);
            boolean moves = each instanceof ElementOperation || (each instanceof SumOperation sum && follows(sum));
            if (moves && users[i].length > 0) {
                level[i] = latest(i);
            }
        }
        forEachEdge((from, to) -> {
            if (level[from] == level[to]) {
                group[find(from)] = find(to);
            }
        });
    }

    private int latest(int from) {
        int latest = Integer.MAX_VALUE;
        for (int to : users[from]) {
            for (View each : operations.get(to).arguments()) {
                if (each.value() == operations.get(from).result()) {
                    latest = Math.min(latest, level[to] - distance(operations.get(from), operations.get(to), each));
                }
            }
        }
        return latest;
    }

    private static int distance(Operation from, Operation to, View argument) {
        boolean together = from instanceof ElementOperation
                && argument.isWhole()
                && from.isFixed() == to.isFixed()
                && (to instanceof ElementOperation || (to instanceof SumOperation sum && follows(sum)));
        return together ? 0 : 1;
    }

    /** Whether a sum can be taken while its operand is computed. */
    private static boolean follows(SumOperation sum) {
        return sum.source().isWhole()
                && sum.source().value().producer() instanceof ElementOperation
                && (sum.sumsRows() || sum.sumsColumns());
    }

    private int find(int member) {
        int root = member;
        while (group[root] != root) {
            group[root] = group[group[root]];
            root = group[root];
        }
        return root;
    }

    private Region region(List<Integer> members, ConstantBlocks constants) {
        Set<Integer> inside = new HashSet<>(members);
        List<ElementOperation> elements = new ArrayList<>();
        List<SumOperation> sums = new ArrayList<>();
        Set<Value> stored = new HashSet<>();
        for (int i : members) {
            ElementOperation element = (ElementOperation) operations.get(i);
            elements.add(element);
            boolean needed = outputs.contains(element.result());
            for (int user : users[i]) {
                if (operations.get(user) instanceof SumOperation sum && follows(sum)) {
                    sums.add(sum);
                } else {
                    needed |= !inside.contains(user) || !readsWhole(operations.get(user), element.result());
                }
            }
            if (needed) {
                stored.add(element.result());
            }
        }
        return new RegionBuilder(elements, sums, stored, constants).build();
    }

    private static boolean readsWhole(Operation user, Value value) {
        return user.arguments().stream().filter(each -> each.value() == value).allMatch(View::isWhole);
    }
}
