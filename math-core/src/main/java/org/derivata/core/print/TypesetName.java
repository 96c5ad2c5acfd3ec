package org.derivata.core.print;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A name as mathematicians read it: {@code theta_1} is θ with the subscript 1, {@code W2} is W with the subscript 2, {@code y_hat} and
 * {@code ŷ} are y with a hat.
 *
 * @param base a letter or a word, without prefix, subscript and accent
 * @param subscript what stands behind the first {@code _}, or the digits at the end; null when there are none
 * @param accent {@code hat}, {@code bar}, {@code tilde}, {@code dot}, {@code ddot}, {@code vec}, or null
 */
record TypesetName(
        String base, @Nullable String subscript, @Nullable String accent) {

    private static final Map<String, String> ACCENTS = Map.of(
            "hat", "\u0302", "tilde", "\u0303", "bar", "\u0304", "dot", "\u0307", "ddot", "\u0308", "vec", "\u20D7");

    private static final Map<String, String> MATHML_ACCENTS =
            Map.of("hat", "^", "tilde", "~", "bar", "\u00AF", "dot", "\u02D9", "ddot", "\u00A8", "vec", "\u2192");

    private static final String GREEK =
            "alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π rho ρ "
                    + "sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ "
                    + "Phi Φ Psi Ψ Omega Ω";

    private static final Map<String, String> LETTERS = new HashMap<>();
    private static final Map<String, String> WORDS = new HashMap<>();

    static {
        String[] pairs = GREEK.split(" ");
        for (int i = 0; i < pairs.length; i += 2) {
            LETTERS.put(pairs[i], pairs[i + 1]);
            WORDS.put(pairs[i + 1], pairs[i]);
        }
        // the other forms of the same letters on keyboards and in old texts
        WORDS.put("µ", "mu");
        WORDS.put("ϵ", "epsilon");
        WORDS.put("ϕ", "phi");
        WORDS.put("ϑ", "theta");
    }

    /** Reads a name, dotted ({@code np.pi}) or plain. */
    static TypesetName of(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        int bar = last.indexOf('_', 1);
        String base = bar < 0 ? last : last.substring(0, bar);
        @Nullable String subscript = bar < 0 || bar + 1 == last.length() ? null : plainDigits(last.substring(bar + 1));
        if (subscript == null) {
            int digits = digitsAtEnd(base);
            if (digits > 0 && digits < base.length()) {
                subscript = plainDigits(base.substring(digits));
                base = base.substring(0, digits);
            }
        }
        if (subscript != null && ACCENTS.containsKey(subscript)) {
            return new TypesetName(base, null, subscript);
        }
        String letters = Normalizer.normalize(base, Normalizer.Form.NFD);
        if (letters.length() == 2) {
            for (Map.Entry<String, String> accent : ACCENTS.entrySet()) {
                if (letters.endsWith(accent.getValue())) {
                    return new TypesetName(letters.substring(0, 1), subscript, accent.getKey());
                }
            }
        }
        return new TypesetName(base, subscript, null);
    }

    private static int digitsAtEnd(String text) {
        int from = text.length();
        while (from > 0 && Character.isDigit(plainDigit(text.charAt(from - 1)))) {
            from--;
        }
        return from;
    }

    private static String plainDigits(String text) {
        StringBuilder plain = new StringBuilder();
        text.chars().forEach(letter -> plain.append(plainDigit((char) letter)));
        return plain.toString();
    }

    private static char plainDigit(char letter) {
        return letter >= '₀' && letter <= '₉' ? (char) (letter - '₀' + '0') : letter;
    }

    /** The English name of a Greek letter, given as a letter or by name; null for anything else. */
    static @Nullable String greekWord(String base) {
        return LETTERS.containsKey(base) ? base : WORDS.get(base);
    }

    /** With Greek letters, subscript digits and combining accents, as far as Unicode has them. */
    String unicode() {
        String shown = LETTERS.getOrDefault(base, base);
        String below = subscript;
        if (accent != null) {
            boolean letter = shown.codePointCount(0, shown.length()) == 1;
            shown = letter
                    ? Normalizer.normalize(shown + ACCENTS.get(accent), Normalizer.Form.NFC)
                    : shown + "_" + accent;
        }
        if (below == null) {
            return shown;
        }
        if (!below.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return shown + "_" + LETTERS.getOrDefault(below, below);
        }
        StringBuilder out = new StringBuilder(shown);
        below.chars().forEach(digit -> out.append((char) (digit - '0' + '₀')));
        return out.toString();
    }

    /** As LaTeX: {@code \hat{y}}, {@code \theta_{1}}, {@code W_{\mathrm{out}}}, {@code \mathrm{loss}}. */
    String latex() {
        String shown = latexWord(base);
        if (accent != null) {
            shown = "\\" + accent + "{" + shown + "}";
        }
        if (subscript == null) {
            return shown;
        }
        StringBuilder out = new StringBuilder(shown).append("_{");
        String comma = "";
        for (String part : subscript.split("_")) {
            out.append(comma).append(latexWord(part));
            comma = ",";
        }
        return out.append('}').toString();
    }

    /** As MathML: an identifier, with its accent above it and its subscript below. */
    String mathml() {
        String shown = "<mi>" + MathmlRule.escaped(LETTERS.getOrDefault(base, base)) + "</mi>";
        if (accent != null) {
            shown = "<mover accent=\"true\">" + shown + "<mo>" + MATHML_ACCENTS.get(accent) + "</mo></mover>";
        }
        if (subscript == null) {
            return shown;
        }
        String below =
                MathmlRule.escaped(LETTERS.getOrDefault(subscript, subscript).replace('_', ','));
        boolean digits = below.chars().allMatch(Character::isDigit);
        return "<msub>" + shown + (digits ? "<mn>" + below + "</mn>" : "<mi>" + below + "</mi>") + "</msub>";
    }

    private static String latexWord(String word) {
        if (word.chars().allMatch(Character::isDigit)) {
            return word;
        }
        String greek = greekWord(word);
        if (greek != null) {
            return greek.equals("omicron") ? "o" : "\\" + greek;
        }
        boolean plain =
                word.codePointCount(0, word.length()) <= 1 || word.chars().allMatch(Character::isDigit);
        return plain ? word.replace("_", "\\_") : "\\mathrm{" + word.replace("_", "\\_") + "}";
    }
}
