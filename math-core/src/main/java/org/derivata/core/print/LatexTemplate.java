package org.derivata.core.print;

import java.util.function.Predicate;
import org.derivata.core.surface.Binding;
import org.derivata.core.surface.Syntax;

/** Whole forms of functions, {@code \frac{#1}{#2}}: which places they have, and which of them need brackets. */
final class LatexTemplate {

    private LatexTemplate() {}

    /** The highest number behind a {@code #}. */
    static int places(String template) {
        int most = 0;
        for (int i = template.indexOf('#'); i >= 0; i = template.indexOf('#', i + 1)) {
            most = Math.max(most, place(template, i));
        }
        return most;
    }

    private static int place(String template, int mark) {
        return mark + 1 < template.length() ? Math.max(0, Character.digit(template.charAt(mark + 1), 10)) : 0;
    }

    /** Fills the form with a call's arguments. */
    static void write(String form, Syntax.Call call, Predicate<Syntax> hasSuperscript, Unrolling out) {
        // {#1}^{-1} wants its braces in TeX sources only: the argument is in brackets when it needs any
        String template = form.replaceAll("\\{(#\\d)}\\^", "$1^");
        int from = 0;
        for (int mark = template.indexOf('#'); mark >= 0; mark = template.indexOf('#', from)) {
            out.text(template.substring(from, mark));
            from = Math.min(mark + 2, template.length());
            int place = place(template, mark);
            if (place == 0) {
                continue;
            }
            Syntax argument = call.arguments().get(place - 1).value();
            if (isDelimited(template, mark, from)) {
                out.node(argument);
            } else if (hasSuperscript.test(argument)) {
                out.bracketed(argument);
            } else {
                out.node(argument, Binding.POSTFIX);
            }
        }
        out.text(template.substring(from));
    }

    /** Whether braces, bars or brackets on both sides hold the argument together, with nothing on their outside that would reach in. */
    private static boolean isDelimited(String template, int start, int end) {
        String before = template.substring(0, start).stripTrailing();
        String after = template.substring(end).stripLeading();
        if (before.endsWith("{") && after.startsWith("}")) {
            return !after.startsWith("}^") && !after.startsWith("}_");
        }
        boolean opens = before.matches("(?s).*(\\(|\\[|,|\\||\\\\[lr]?(vert|Vert)|\\\\lfloor|\\\\lceil|\\\\langle)");
        boolean closes =
                after.matches("(?s)(\\\\right|\\)|]|,|\\||\\\\[lr]?(vert|Vert)|\\\\rfloor|\\\\rceil|\\\\rangle).*");
        return opens && closes;
    }
}
