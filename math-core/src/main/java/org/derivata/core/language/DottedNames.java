package org.derivata.core.language;

/** The first parts that make a dotted name one name: {@code np.linalg.inv}, where {@code x.sum} is a method of {@code x}. */
public final class DottedNames {

    private DottedNames() {}

    /** Whether a name followed by a dot opens a dotted name (unless the text itself declares or defines that name). */
    public static boolean isPrefix(String name) {
        return Vocabulary.isPrefix(name);
    }
}
