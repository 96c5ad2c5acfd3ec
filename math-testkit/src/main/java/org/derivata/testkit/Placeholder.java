package org.derivata.testkit;

final class Placeholder {
    private Placeholder() {}
}
