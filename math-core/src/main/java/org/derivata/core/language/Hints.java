package org.derivata.core.language;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import org.antlr.v4.runtime.Token;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.jspecify.annotations.Nullable;

/** What is wrong with a single token that cannot be read, and what its author most likely meant. */
final class Hints {

    private static final Map<String, String> FOREIGN = Map.ofEntries(
            entry("//", "floor(a / b) rounds a quotient down; # starts a comment"),
            entry("&&", "write and"),
            entry("||", "write or"),
            entry(":=", "a definition is written with =, as in H = X @ W"),
            entry("=<", "write <="),
            entry("=>", "write >= to compare"),
            entry("===", "write =="),
            entry("!==", "write !="),
            entry("<>", "write !="),
            entry("+=", "only a name can be changed so, in a line of its own: x += 1"),
            entry("-=", "only a name can be changed so, in a line of its own: x -= 1"),
            entry("*=", "only a name can be changed so, in a line of its own: x *= 2"),
            entry("/=", "only a name can be changed so, in a line of its own: x /= 2; unequal is !="),
            entry("**=", "only a name can be changed so, in a line of its own: x **= 2"),
            entry("@=", "only a name can be changed so, in a line of its own: x @= A"),
            entry(".*", "write *: it works entry by entry; the matrix product is @"),
            entry("./", "write /: it works entry by entry"),
            entry(".^", "write **: it works entry by entry"));

    private static final Map<Integer, String> CHARACTERS = Map.ofEntries(
            hint('&', "write and"),
            hint('|', "write or to combine conditions, abs(x) for an absolute value, norm(x) for a norm"),
            hint('!', "write not x; a factorial n! is exp(lgamma(n + 1))"),
            hint('~', "write not x, or 1 - x for zeros and ones"),
            hint('?', "a choice is written a if condition else b, or where(condition, a, b)"),
            hint('%', "a remainder is x - y * floor(x / y)"),
            hint('$', "leave it out: formulas stand here without $ signs"),
            hint('\\', "names stand without a backslash: theta, sqrt(x); lines go on inside brackets"),
            hint('`', "leave it out, or write ' for a transpose"),
            hint('{', "use round brackets ( ) to group, square brackets [ ] for arrays"),
            hint('}', "use round brackets ( ) to group, square brackets [ ] for arrays"),
            hint('÷', "write /"),
            hint('∕', "write /"),
            hint('⁄', "write /"),
            hint('–', "this is a dash: write the hyphen -"),
            hint('—', "this is a dash: write the hyphen -"),
            hint('‐', "write the plain hyphen -"),
            hint('•', "write * (or ·)"),
            hint('⊗', "write outer(a, b)"),
            hint('⩽', "write <="),
            hint('⩾', "write >="),
            hint('≈', "compare with abs(a - b) < 1e-6"),
            hint('∞', "write inf"),
            hint('√', "write sqrt(x)"),
            hint('∛', "write cbrt(x)"),
            hint('∑', "write sum(x), with axis= for some axes only"),
            hint('∏', "write prod(x), with axis= for some axes only"),
            hint('∫', "there are no integrals in this language"),
            hint('∂', "write the function itself: its derivatives are asked for separately"),
            hint('∇', "write the function itself: its derivatives are asked for separately"),
            hint('‖', "write norm(x)"),
            hint('∧', "write and"),
            hint('∨', "write or"),
            hint('¬', "write not x"),
            hint('′', "write ' for a transpose; a derivative is asked for separately"),
            hint('’', "this is a curly quote: write ' (transpose) or a quoted text with plain quotes"),
            hint('‘', "this is a curly quote: write ' (transpose) or a quoted text with plain quotes"),
            hint('“', "this is a curly quote: names stand without quotes, texts between plain ones"),
            hint('”', "this is a curly quote: names stand without quotes, texts between plain ones"),
            hint('½', "write 1/2 in brackets: (1/2)"),
            hint('¼', "write 1/4 in brackets: (1/4)"),
            hint('→', "a definition is written with ="),
            hint('←', "a definition is written with ="),
            hint('、', "write a plain comma ,"),
            hint('…', "write three dots ..."),
            hint('ᵀ', "write X.T or X'"),
            hint('ⁿ', "write **n"),
            hint('ⁱ', "write **i"),
            hint('⁻', "write a power with **, as in x**-1"));

    private static final int SHOWN = 40;

    private Hints() {}

    private static Map.Entry<Integer, String> hint(char character, String text) {
        return entry((int) character, text);
    }

    /** An operator of another language. */
    static Diagnostic foreign(String operator) {
        Diagnostic found = Diagnostic.of("syntax.unexpected_token", "`" + operator + "` is not an operator here");
        String help = FOREIGN.get(operator);
        return help == null ? found : found.help(help);
    }

    /** A character with no place in a formula. */
    static Diagnostic character(int character) {
        Diagnostic found = Diagnostic.of("syntax.bad_character", show(character) + " has no meaning in a formula");
        String help = help(character);
        return help == null
                ? found.help("remove it, or write what it stands for in words, as in sqrt(x)")
                : found.help(help);
    }

    private static @Nullable String help(int character) {
        String known = CHARACTERS.get(character);
        if (known != null) {
            return known;
        }
        if (isFullWidth(character)) {
            return "this is a full-width character: write the plain `" + (char) (character - 0xFEE0) + "`";
        }
        return isInvisible(character) ? "it is invisible: delete it" : null;
    }

    private static boolean isFullWidth(int character) {
        return character >= 0xFF01 && character <= 0xFF5E;
    }

    private static boolean isInvisible(int character) {
        return Character.isISOControl(character)
                || Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT;
    }

    private static String show(int character) {
        String code = String.format(Locale.ROOT, "U+%04X", character);
        if (isInvisible(character) || Character.getType(character) == Character.SURROGATE) {
            return "the character " + code;
        }
        if (character == '`') {
            return "the backtick";
        }
        String shown = "`" + Character.toString(character) + "`";
        return character < 128 ? shown : shown + " (" + code + ")";
    }

    /** Where a letter stands that looks like another one or means a power; -1 when there is none. */
    static int firstStrangeLetter(String name) {
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (letter >= 128 && (isFullWidth(letter) || isSuperscript(letter))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isSuperscript(char letter) {
        return (letter >= '\u02B0' && letter <= '\u02B8')
                || (letter >= '\u1D2C' && letter <= '\u1D61')
                || (letter >= '\u1D9B' && letter <= '\u1DBF')
                || letter == 'ⁿ'
                || letter == 'ⁱ';
    }

    static Diagnostic letterAfterNumber(Source source, Token number, String name) {
        String digits = number.getText();
        char next = following(source, number.getStopIndex() + 1 + name.length());
        if (name.equalsIgnoreCase("e") && (next == '+' || next == '-')) {
            Span span = new Span(number.getStartIndex(), number.getStopIndex() + 1 + name.length());
            return Diagnostic.of("syntax.bad_number", "the number `" + digits + name + "` breaks off in its exponent")
                    .help("write the power of ten behind it, as in 1e-8, or " + digits + " * e")
                    .at(source, span);
        }
        if (digits.equals("0") && (name.startsWith("x") || name.startsWith("X"))) {
            return Diagnostic.of("syntax.bad_number", "a number cannot be written with `0x`")
                    .help("write it in decimal digits");
        }
        if (name.startsWith("_")) {
            return Diagnostic.of("syntax.bad_number", "a number cannot have `_` between its digits")
                    .help("leave it out, as in 1000000");
        }
        return Diagnostic.of(
                        "syntax.unexpected_token",
                        "`" + shorten(name) + "` directly follows the number `" + digits + "`")
                .help("a product is written with *, as in " + shorten(digits) + " * " + shorten(name));
    }

    private static char following(Source source, int offset) {
        return offset < source.text().length() ? source.text().charAt(offset) : ' ';
    }

    static Diagnostic secondPoint() {
        return Diagnostic.of("syntax.bad_number", "a number cannot have a second decimal point")
                .help("write it as in 3.25, or put an operator between two numbers");
    }

    static Diagnostic tooLarge(String digits) {
        return Diagnostic.of(
                        "number.range",
                        "the number " + shorten(digits) + " is larger than any that can be computed with")
                .help("numbers go up to about 1.8e308; write inf for infinity");
    }

    static Diagnostic openQuote(char mark) {
        String help = mark == '\''
                ? "a transpose stands directly behind its operand: X', without a blank"
                : "close the text on the same line with the same quote";
        return Diagnostic.of("syntax.unbalanced", "the quote " + mark + " is never closed")
                .help(help);
    }

    static Diagnostic strayBracket(String bracket) {
        String opening = bracket.equals(")") ? "(" : "[";
        return Diagnostic.of("syntax.unbalanced", "the closing `" + bracket + "` has no opening `" + opening + "`")
                .help("remove it, or add the `" + opening + "` before it");
    }

    static Diagnostic wrongBracket(Source source, Token opener, String bracket) {
        String right = opener.getText().equals("(") ? ")" : "]";
        int offset = opener.getStartIndex();
        return Diagnostic.of(
                        "syntax.unbalanced",
                        "`" + bracket + "` cannot close the bracket opened with `" + opener.getText() + "`")
                .help("write `" + right + "`: the `" + opener.getText() + "` stands at " + place(source, offset));
    }

    static String place(Source source, int offset) {
        return "line " + source.line(offset) + ", column " + source.column(offset);
    }

    /** A token's text as a message can show it. */
    static String shorten(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 1) + "…";
    }
}
