package org.derivata.symbolic;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Elaboration;
import org.derivata.core.language.Library;
import org.derivata.core.language.Limits;
import org.derivata.core.language.MathParser;

/** Declarations, a library and limits under which texts are read. Immutable. */
public final class Given {

    private final String declarations;
    private final Library library;
    private final Limits limits;
    private final Map<String, Variable> variables;

    Given(String declarations, Library library, Limits limits, Map<String, Variable> variables) {
        this.declarations = declarations;
        this.library = library;
        this.limits = limits;
        this.variables = variables;
    }

    /** The same with other functions than the standard ones. */
    public Given library(Library other) {
        return new Given(declarations, other, limits, variables);
    }

    /** The same with other limits than those for untrusted text. */
    public Given limits(Limits other) {
        return new Given(declarations, library, other, variables);
    }

    /** The same with variables that are declared in code. */
    public Given variables(Collection<Variable> more) {
        Map<String, Variable> all = new LinkedHashMap<>(variables);
        more.forEach(each -> all.put(each.name(), each));
        return new Given(declarations, library, limits, all);
    }

    /** The formula of a text under these declarations. */
    public Formula parse(String text) {
        return Formula.of(elaborate(text));
    }

    /** The text with all its definitions. */
    public Elaboration elaborate(String text) {
        Map<String, Variable> known = new LinkedHashMap<>(variables);
        if (!declarations.isBlank()) {
            Source source = new Source("declarations", declarations);
            known.putAll(Elaboration.of(new MathParser(limits).parse(source), library, Map.of(), limits)
                    .variables());
        }
        return Elaboration.of(text, library, known, limits);
    }
}
