package org.derivata.core.language;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.NameException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.expr.Expr;
import org.derivata.core.surface.Syntax;

/** Finds what a name stands for that the text itself does not define: with a prefix, as a method, or as it is. */
final class Lookup {

    /** Before a name: the language's own meaning, whatever the text defines under that name. No typed name begins like this. */
    static final String OWN = ".";

    private static final int SHOWN = 40;

    private final Library library;
    private final Source source;

    Lookup(Library library, Source source) {
        this.library = library;
        this.source = source;
    }

    /** What a call means: itself, when its name is the language's own, or an expression of such calls. */
    Syntax meaning(Syntax.Call call) {
        String typed = call.name();
        int dot = typed.lastIndexOf('.');
        if (dot == 0) {
            return call;
        }
        if (dot > 0) {
            String name = typed.substring(dot + 1);
            Vocabulary vocabulary = Vocabulary.behind(typed.substring(0, dot))
                    .filter(each -> each.has(name) || each.has("*"))
                    .orElseThrow(() -> unknown(call));
            return vocabulary.meaning(call, vocabulary.has(name) ? name : "*", library, source);
        }
        if (call.method()) {
            Vocabulary methods = Vocabulary.behind(Vocabulary.METHODS).orElseThrow();
            if (methods.has(typed) || library.function(typed).isPresent()) {
                return methods.meaning(call, typed, library, source);
            }
        }
        Vocabulary plain = Vocabulary.behind(Vocabulary.PLAIN).orElseThrow();
        return library.function(typed).isEmpty() && plain.has(typed)
                ? plain.meaning(call, typed, library, source)
                : call;
    }

    /** The function of the language that a call names. */
    Function function(Syntax.Call call, Scope scope) {
        String name = own(call.name());
        return library.function(name).orElseThrow(() -> {
            List<String> known = new ArrayList<>(library.functionNames());
            known.addAll(scope.functionNames());
            String help = Suggestion.nearest(name, known)
                    .map(each -> "did you mean " + each + "?")
                    .orElse(
                            scope.isDefined(name)
                                    ? name + " is a value; write " + name + " * (...) to multiply"
                                    : "define it, as in " + shortened(name)
                                            + "(x) = ..., or use a function of the language, such as exp, sum or softmax");
            return unknown(call, help);
        });
    }

    private NameException unknown(Syntax.Call call) {
        int dot = call.name().lastIndexOf('.');
        String prefix = call.name().substring(0, dot);
        String name = call.name().substring(dot + 1);
        Collection<String> known =
                Vocabulary.behind(prefix).map(Vocabulary::names).orElse(List.of());
        String help = library.function(name).isPresent()
                ? prefix + " has no " + name + "; " + name + "(...) without a prefix is this language's"
                : Suggestion.nearest(name, known)
                        .map(each -> "did you mean " + prefix + "." + each + "?")
                        .orElse("write what it computes with functions of the language, such as exp, sum or softmax");
        return unknown(call, help);
    }

    private NameException unknown(Syntax.Call call, String help) {
        return new NameException(
                Diagnostic.of("name.unknown_function", "there is no function " + shortened(own(call.name())))
                        .help(help)
                        .at(source, call.nameSpan()));
    }

    /** A constant that every text knows, with a prefix that has it or without one. */
    static Optional<Expr> constant(String typed) {
        int dot = typed.lastIndexOf('.');
        String name = typed.substring(dot + 1);
        if (dot <= 0) {
            return Library.constant(name);
        }
        return Vocabulary.behind(typed.substring(0, dot))
                .filter(each -> each.hasConstant(name))
                .flatMap(each -> Library.constant(name));
    }

    /** A value that the scope does not have. */
    NameException unknownValue(String name, Scope scope) {
        if (library.knows(name)) {
            return new NameException(
                    Diagnostic.of("name.function_as_value", name + " is a function and needs arguments")
                            .help("write " + name + "(...)"));
        }
        String help = Suggestion.nearest(name, scope.names().stream().toList())
                .map(each -> "did you mean " + each + "?")
                .orElse(
                        name.contains(".")
                                ? "constants are pi, e, inf and nan, as in np.pi"
                                : "declare it with its shape, as in " + shortened(name) + ": [n, d], or "
                                        + shortened(name) + ": [] for a number");
        return new NameException(
                Diagnostic.of("name.unknown_variable", "the name " + shortened(name) + " has no meaning here")
                        .help(help));
    }

    private static String own(String name) {
        return name.startsWith(OWN) ? name.substring(OWN.length()) : name;
    }

    private static String shortened(String name) {
        return name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "...";
    }
}
