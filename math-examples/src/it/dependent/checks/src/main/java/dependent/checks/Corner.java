package dependent.checks;

import dependent.App;

/** Reaches us through another module only. */
public final class Corner {
    private Corner() {}

    public static boolean isZero() {
        return App.corner() == 0;
    }
}
