package org.derivata.core.language;

import java.util.Set;

/** The first parts that make a dotted name one name: {@code np.linalg.inv}, where {@code x.sum} is a method of {@code x}. */
public final class DottedNames {

    private static final Set<String> PREFIXES =
            Set.of("np", "numpy", "math", "scipy", "jnp", "jax", "torch", "F", "tf", "sp");

    private DottedNames() {}

    /** Whether a name followed by a dot opens a dotted name (unless the text itself declares or defines that name). */
    public static boolean isPrefix(String name) {
        return PREFIXES.contains(name);
    }
}
