/** A module that names ours. */
module dependent.app {
    requires org.derivata.nn;

    exports dependent;
}
