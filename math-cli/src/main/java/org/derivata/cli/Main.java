package org.derivata.cli;

/** Placeholder: prints its arguments, then its standard input when the last argument is a dash. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws java.io.IOException {
        for (String argument : arguments) {
            System.out.println("[" + argument + "]");
        }
        if (arguments.length > 0 && arguments[arguments.length - 1].equals("-")) {
            System.in.transferTo(System.out);
            System.out.flush();
        }
        if (arguments.length > 1 && arguments[0].equals("exit")) {
            System.exit(Integer.parseInt(arguments[1]));
        }
    }
}
