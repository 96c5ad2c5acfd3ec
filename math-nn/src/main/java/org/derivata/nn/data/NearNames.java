package org.derivata.nn.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** "Did you mean": the names that differ from a mistyped one by few keystrokes. */
final class NearNames {

    private static final int SHOWN = 3;

    private NearNames() {}

    /** At most three near names, nearest first, as {@code a, b or c}; empty when none is near. */
    static String of(String name, Collection<String> names) {
        int most = Math.max(2, name.length() / 3);
        return names.stream()
                .filter(each -> Math.abs(each.length() - name.length()) <= most && distance(name, each) <= most)
                .sorted(Comparator.comparingInt((String each) -> distance(name, each))
                        .thenComparing(each -> each))
                .limit(SHOWN)
                .collect(Collectors.joining(", "))
                .replaceFirst(", (?=[^,]*$)", " or ");
    }

    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
