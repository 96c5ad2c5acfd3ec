package org.derivata.core.expr;

/**
 * A 128-bit hash of content, the same in every run: it decides the order of commutative operands.
 *
 * <p>One that is being made, and then read: each {@code with} changes it, since nodes are hashed far too often to make an object a step.
 */
final class StructuralHash {

    private long high;
    private long low;

    private StructuralHash(long high, long low) {
        this.high = high;
        this.low = low;
    }

    static StructuralHash of(String kind) {
        return new StructuralHash(0x9E3779B97F4A7C15L, 0xC2B2AE3D27D4EB4FL).with(kind);
    }

    /** Another one that goes on from here. */
    StructuralHash copy() {
        return new StructuralHash(high, low);
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    StructuralHash with(long value) {
        high = mix(high ^ mix(value + 0x9E3779B97F4A7C15L));
        low = mix(low + mix(value ^ 0xD6E8FEB86659FD93L) + high);
        return this;
    }

    StructuralHash with(String text) {
        with(text.length());
        long word = 0;
        for (int i = 0; i < text.length(); i++) {
            word = word << 16 | text.charAt(i);
            if (i % 4 == 3 || i == text.length() - 1) {
                with(word);
                word = 0;
            }
        }
        return this;
    }

    StructuralHash with(Expr node) {
        return with(node.high()).with(node.low());
    }

    StructuralHash with(int[] numbers) {
        with(numbers.length);
        for (int each : numbers) {
            with(each);
        }
        return this;
    }

    /** Stafford's variant 13 of the finalizer of MurmurHash3: every input bit reaches every output bit. */
    static long mix(long value) {
        long x = value;
        x = (x ^ x >>> 30) * 0xBF58476D1CE4E5B9L;
        x = (x ^ x >>> 27) * 0x94D049BB133111EBL;
        return x ^ x >>> 31;
    }
}
