package org.derivata.core.surface;

/** How tight the forms of the language hold their parts, loosest first. Parser and printers read precedence here and nowhere else. */
public enum Binding {
    CONDITIONAL,
    OR,
    AND,
    NOT,
    COMPARISON,
    SUM,
    PRODUCT,
    /** A sign: looser than a power on its right, {@code -x**2} is {@code -(x**2)}. */
    SIGN,
    POWER,
    /** Calls, indices, transposes, and all that needs no brackets anywhere. */
    POSTFIX;

    /** The binding of a form's outermost operator. */
    public static Binding of(Syntax form) {
        if (form instanceof Syntax.Chain chain) {
            return of(chain.level());
        }
        if (form instanceof Syntax.Prefix prefix) {
            return ofPrefix(prefix.operators().get(0).symbol());
        }
        return form instanceof Syntax.Conditional ? CONDITIONAL : POSTFIX;
    }

    public static Binding of(Syntax.Level level) {
        return switch (level) {
            case OR -> OR;
            case AND -> AND;
            case COMPARISON -> COMPARISON;
            case SUM -> SUM;
            case PRODUCT -> PRODUCT;
            case POWER -> POWER;
        };
    }

    /** The binding of a prefix operator, {@code not} or a sign. */
    public static Binding ofPrefix(String symbol) {
        return symbol.equals("not") ? NOT : SIGN;
    }

    /** The next tighter one; {@code POSTFIX} itself at the end. */
    public Binding tighter() {
        return this == POSTFIX ? POSTFIX : values()[ordinal() + 1];
    }

    public boolean isLooserThan(Binding other) {
        return compareTo(other) < 0;
    }
}
