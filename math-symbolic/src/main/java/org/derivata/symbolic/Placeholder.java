package org.derivata.symbolic;

final class Placeholder {
    private Placeholder() {}
}
