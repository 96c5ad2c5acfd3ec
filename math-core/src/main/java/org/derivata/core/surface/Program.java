package org.derivata.core.surface;

import java.util.List;
import org.derivata.core.diagnostic.Source;

/** A whole text: its statements in order. */
public record Program(Source source, List<Statement> statements) {}
