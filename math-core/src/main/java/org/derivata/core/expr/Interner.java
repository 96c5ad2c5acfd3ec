package org.derivata.core.expr;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The weak table that makes equal expressions one object; nodes that nobody holds any more leave it.
 *
 * <p>Open addressing, in parts that are locked by themselves. Most nodes of a pass are new, and a table of millions is in no cache: that a node is not
 * there is seen from the hashes alone, which lie side by side.
 */
final class Interner {

    private static final int PART_BITS = 6;
    private static final Part[] PARTS = new Part[1 << PART_BITS];
    private static final ReferenceQueue<Expr> COLLECTED = new ReferenceQueue<>();

    static {
        for (int i = 0; i < PARTS.length; i++) {
            PARTS[i] = new Part();
        }
    }

    private Interner() {}

    /** The one node equal to a freshly made one. */
    static Expr intern(Expr fresh) {
        for (Object dead = COLLECTED.poll(); dead != null; dead = COLLECTED.poll()) {
            Entry entry = (Entry) dead;
            part(entry.hash).remove(entry);
        }
        int hash = fresh.hashCode();
        Part part = part(hash);
        Expr known = part.table.find(fresh, hash);
        return known != null ? known : part.add(fresh, hash);
    }

    private static Part part(int hash) {
        // the places in a part's table come from the low bits
        return PARTS[hash >>> (Integer.SIZE - PART_BITS)];
    }

    private static final class Entry extends WeakReference<Expr> {

        final int hash;

        Entry(Expr node, int hash) {
            super(node, COLLECTED);
            this.hash = hash;
        }

        /** The node this refers to, if it is still there and equal to another. */
        @Nullable
        Expr same(Expr node) {
            Expr own = get();
            return own != null && own.compareTo(node) == 0 && own.getClass() == node.getClass() && own.sameContent(node)
                    ? own
                    : null;
        }
    }

    /** Entries in the first free place from the one their hash names, never more than half of the places taken. */
    private static final class Table {

        /** What stands in {@link #hashes} where no entry is: a hash of 0 is another number there. */
        private static final int FREE = 0;

        final int[] hashes;
        final AtomicReferenceArray<@Nullable Entry> entries;
        final int mask;

        Table(int capacity) {
            hashes = new int[capacity];
            entries = new AtomicReferenceArray<>(capacity);
            mask = capacity - 1;
        }

        private static int taken(int hash) {
            return hash == FREE ? 1 : hash;
        }

        /**
         * The node equal to another one, or null. Without the lock it may be overlooked while others add or remove, and what is found is complete:
         * entries are written with release and read with acquire.
         */
        @Nullable
        Expr find(Expr node, int hash) {
            int wanted = taken(hash);
            for (int place = hash & mask; hashes[place] != FREE; place = place + 1 & mask) {
                if (hashes[place] == wanted) {
                    Entry entry = entries.getAcquire(place);
                    Expr own = entry == null ? null : entry.same(node);
                    if (own != null) {
                        return own;
                    }
                }
            }
            return null;
        }

        void put(Entry entry) {
            int place = entry.hash & mask;
            while (hashes[place] != FREE) {
                place = place + 1 & mask;
            }
            set(place, entry);
        }

        private void set(int place, @Nullable Entry entry) {
            entries.setRelease(place, entry);
            hashes[place] = entry == null ? FREE : taken(entry.hash);
        }

        boolean remove(Entry entry) {
            int place = entry.hash & mask;
            while (hashes[place] != FREE && entries.getPlain(place) != entry) {
                place = place + 1 & mask;
            }
            if (hashes[place] == FREE) {
                return false;
            }
            // whoever stands behind and could stand here moves up, or nobody would find it behind a free place
            for (int next = place + 1 & mask; hashes[next] != FREE; next = next + 1 & mask) {
                Entry other = entries.getPlain(next);
                if (other != null && (next - other.hash & mask) >= (next - place & mask)) {
                    set(place, other);
                    place = next;
                }
            }
            set(place, null);
            return true;
        }
    }

    private static final class Part {

        private static final int LEAST = 64;

        volatile Table table = new Table(LEAST);
        private int count;

        Expr add(Expr fresh, int hash) {
            Entry entry = new Entry(fresh, hash);
            // facts first: once in the table, any thread may read them
            fresh.settled();
            synchronized (this) {
                Expr known = table.find(fresh, hash);
                if (known != null) {
                    return known;
                }
                if (2 * (count + 1) > table.hashes.length) {
                    resize(2 * table.hashes.length);
                }
                table.put(entry);
                count++;
                return fresh;
            }
        }

        synchronized void remove(Entry entry) {
            if (table.remove(entry)) {
                count--;
                if (table.hashes.length > LEAST && 8 * count < table.hashes.length) {
                    resize(table.hashes.length / 2);
                }
            }
        }

        private void resize(int capacity) {
            Table larger = new Table(capacity);
            for (int place = 0; place < table.hashes.length; place++) {
                Entry each = table.entries.getPlain(place);
                if (each != null) {
                    larger.put(each);
                }
            }
            table = larger;
        }
    }
}
