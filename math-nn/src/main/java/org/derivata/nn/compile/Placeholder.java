package org.derivata.nn.compile;

final class Placeholder {
    private Placeholder() {}
}
