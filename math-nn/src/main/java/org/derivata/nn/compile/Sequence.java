package org.derivata.nn.compile;

import java.util.List;

/** Works one after another. */
final class Sequence implements Work {

    private final Work[] parts;

    Sequence(List<? extends Work> parts) {
        this.parts = parts.toArray(new Work[0]);
    }

    @Override
    public void run(Memory memory) {
        for (Work each : parts) {
            each.run(memory);
        }
    }
}
