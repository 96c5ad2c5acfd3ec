package org.derivata.core.language;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The name that was probably meant. */
public final class Suggestion {

    private static final int LONGEST = 64;

    private Suggestion() {}

    /** The known name nearest to a typed one by edits (insert, delete, replace, swap; other capitals are none), if it is near at all. */
    public static Optional<String> nearest(String typed, Collection<String> known) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        Optional<String> otherCase = known.stream()
                .filter(each -> each.equalsIgnoreCase(typed) && !each.equals(typed))
                .findFirst();
        if (otherCase.isPresent()) {
            return otherCase;
        }
        int reach = typed.length() <= 3 ? 1 : Math.max(1, Math.min(3, typed.length() / 3 + 1));
        return known.stream()
                .filter(each -> !each.equals(typed) && Math.abs(each.length() - typed.length()) <= reach)
                .filter(each -> each.length() > 1 || typed.length() > 1)
                .min(Comparator.<String>comparingInt(each -> distance(typed, each))
                        .thenComparingInt(each -> -sharedStart(typed, each))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(each -> distance(typed, each) <= reach);
    }

    private static int sharedStart(String a, String b) {
        int length = 0;
        while (length < a.length() && length < b.length() && a.charAt(length) == b.charAt(length)) {
            length++;
        }
        return length;
    }

    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                edits[i][j] = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
                }
            }
        }
        return edits[a.length()][b.length()];
    }
}
