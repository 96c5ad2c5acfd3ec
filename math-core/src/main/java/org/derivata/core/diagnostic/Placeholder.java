package org.derivata.core.diagnostic;

final class Placeholder {
    private Placeholder() {}
}
