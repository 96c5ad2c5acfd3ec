package dependent;

import org.ojalgo.matrix.store.R064Store;

/** Uses what our modules pass on. */
public final class App {
    private App() {}

    public static double corner() {
        return R064Store.FACTORY.make(2, 2).get(0, 0);
    }
}
