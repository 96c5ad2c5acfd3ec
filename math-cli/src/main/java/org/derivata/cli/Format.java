package org.derivata.cli;

import java.util.function.BiFunction;
import org.derivata.cli.jsonl.Responses;
import org.derivata.core.print.DotPrinter;
import org.derivata.core.print.FunctionPrinter;
import org.derivata.core.print.JavaPrinter;
import org.derivata.core.print.MathmlPrinter;
import org.derivata.core.print.PythonPrinter;
import org.derivata.symbolic.Formula;

/** How formulas are printed; the constants are spelled as options spell them. */
enum Format {
    text(false, (formula, name) -> formula.toString()),
    unicode(false, (formula, name) -> formula.toUnicode()),
    latex(false, (formula, name) -> formula.toLatex()),
    mathml(false, (formula, name) -> formula.print(new MathmlPrinter())),
    numpy(true, function(PythonPrinter.numpy())),
    sympy(true, function(PythonPrinter.sympy())),
    java(true, function(new JavaPrinter())),
    dot(true, function(new DotPrinter())),
    json(false, (formula, name) -> Responses.text(formula));

    /** For descriptions of options. */
    static final String ALL = "text, unicode, latex, mathml, numpy, sympy, java, dot or json (default: text).";

    private final BiFunction<Formula, String, String> printing;
    private final boolean code;

    Format(boolean code, BiFunction<Formula, String, String> printing) {
        this.code = code;
        this.printing = printing;
    }

    private static BiFunction<Formula, String, String> function(FunctionPrinter printer) {
        return (formula, name) -> formula.print(printer, name).stripTrailing();
    }

    /** Whether it makes whole functions, with names of their own. */
    boolean isCode() {
        return code;
    }

    String print(Formula formula, String name) {
        return printing.apply(formula, name);
    }
}
