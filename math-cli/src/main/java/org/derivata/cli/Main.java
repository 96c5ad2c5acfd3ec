package org.derivata.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.derivata.core.diagnostic.LimitException;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.language.Suggestion;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Finds the command that is asked for, runs it, and tells how it went. */
public final class Main {

    private static final String STACK_TRACE = "--stacktrace";
    private static final String WARM_UP = "warm-up";

    private final Terminal terminal;
    private boolean stackTrace;
    private boolean json;

    Main(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(System.in, System.out, System.err, arguments));
    }

    /** Runs the command inside a program, on streams of its own; returns the exit code. */
    public static int run(InputStream in, PrintStream out, PrintStream err, String... arguments) {
        Terminal terminal = Terminal.ofProcess(in, out, err);
        int code = new Main(terminal).run(arguments);
        terminal.out().flush();
        terminal.err().flush();
        return code;
    }

    private static Map<String, Function<Terminal, Object>> commands() {
        Map<String, Function<Terminal, Object>> commands = new LinkedHashMap<>();
        commands.put("diff", DiffCommand::new);
        commands.put("eval", EvalCommand::new);
        commands.put("check", CheckCommand::new);
        commands.put("simplify", SimplifyCommand::new);
        commands.put("show", ShowCommand::new);
        commands.put("explain", ExplainCommand::new);
        commands.put("cost", CostCommand::new);
        commands.put("plot", PlotCommand::new);
        commands.put("repl", ReplCommand::new);
        commands.put("train", TrainCommand::new);
        commands.put("functions", FunctionsCommand::new);
        commands.put("explain-error", ExplainErrorCommand::new);
        commands.put("version", VersionCommand::new);
        return commands;
    }

    /** The exit code of a command line. */
    int run(String... given) {
        List<String> arguments = new ArrayList<>(List.of(given));
        stackTrace |= arguments.remove(STACK_TRACE);
        json |= arguments.contains("--json");
        try {
            return execute(arguments);
        } catch (StackOverflowError | OutOfMemoryError exhausted) {
            terminal.err().println("this needs more memory than there is [limit.memory]");
            terminal.err().println("  help: make it smaller, or start Java with a larger heap (-Xmx)");
            return ExitCode.LIMIT;
        } finally {
            terminal.out().flush();
        }
    }

    /** What the launcher runs once, so that later starts find the classes of usual commands ready. */
    private int warmUp() {
        run(
                "diff",
                "sum((X @ w - y)**2) + exp(-x)",
                "--wrt",
                "w",
                "--shape",
                "X: [n, d]; w: [d]; y: [n]; x: []",
                "--format",
                "latex");
        run("diff", "x**2 * sin(x)", "--format", "unicode");
        run("eval", "x**2 * sin(x)", "--let", "x=1.5", "--grad", "x", "--hessian", "--json");
        run("eval", "X @ X.T", "--let", "X=[[1, 2], [3, 4]]", "--engine", "reference");
        run("simplify", "log(exp(x))", "--assume", "x > 0");
        run("eval", "x +");
        run("repl");
        run("version");
        warmUpTraining();
        return run();
    }

    private void warmUpTraining() {
        try {
            Path directory = Files.createTempDirectory("math");
            Path model = Files.writeString(
                    directory.resolve("warm-up.math"),
                    "input X: [n, 1]\ntarget Y: [n, 2] one_hot\nparam W: [1, 2] = zeros\nloss = cross_entropy(X @ W, Y)\n");
            Path data = Files.writeString(directory.resolve("warm-up.csv"), "x,class\n0,a\n1,b\n2,a\n3,b\n");
            Path saved = directory.resolve("warm-up.safetensors");
            run("train", model.toString(), "--data", data.toString(), "--out", saved.toString(), "--epochs", "1");
            for (Path each : List.of(model, data, saved, directory)) {
                Files.deleteIfExists(each);
            }
        } catch (IOException unwritable) {
            terminal.err().println("math: no warm-up of training: " + unwritable.getMessage());
        }
    }

    private int execute(List<String> arguments) {
        String name = arguments.isEmpty() ? "" : arguments.get(0);
        if (name.equals(WARM_UP)) {
            return warmUp();
        }
        Function<Terminal, Object> command = commands().get(name);
        if (command == null && !name.isEmpty() && !name.startsWith("-")) {
            String hint = Suggestion.nearest(name, commands().keySet())
                    .map(each -> "did you mean " + each + "?")
                    .orElse("commands are " + String.join(", ", commands().keySet()));
            terminal.err().println("math: there is no command " + name + "; " + hint);
            return ExitCode.WRONG_INPUT;
        }
        CommandLine line = new CommandLine(new MathCommand(this));
        // only the command that is asked for: making all of them would cost every start
        if (command != null) {
            line.addSubcommand(name, command.apply(terminal));
        }
        FormulaOptions.protect(arguments);
        return configured(line).execute(arguments.toArray(new String[0]));
    }

    private CommandLine configured(CommandLine line) {
        return line.setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF))
                .setExpandAtFiles(false)
                .setPosixClusteredShortOptionsAllowed(false)
                .setUnmatchedOptionsArePositionalParams(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setParameterExceptionHandler(this::misused)
                .setExecutionExceptionHandler(this::failed);
    }

    /** Prints what there is. */
    int help() {
        CommandLine line = configured(new CommandLine(new MathCommand(this)));
        commands().forEach((name, command) -> line.addSubcommand(name, command.apply(terminal)));
        line.usage(terminal.out());
        return ExitCode.DONE;
    }

    private int misused(CommandLine.ParameterException wrong, String[] arguments) {
        CommandLine line = wrong.getCommandLine();
        terminal.err().println(line.getCommandSpec().qualifiedName() + ": " + wrong.getMessage());
        if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched) {
            CommandLine.UnmatchedArgumentException.printSuggestions(unmatched, terminal.err());
        }
        terminal.err().println("see " + line.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.WRONG_INPUT;
    }

    private int failed(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        if (failure instanceof MathException wrong) {
            if (json) {
                terminal.out().println(org.derivata.cli.jsonl.Responses.text(CommandHelp.of(wrong.diagnostic(), line)));
            } else {
                terminal.err().println(CommandHelp.render(wrong, line));
            }
            trace(failure);
            return wrong instanceof LimitException ? ExitCode.LIMIT : ExitCode.WRONG_INPUT;
        }
        terminal.err()
                .println("math: an unexpected failure, a defect of Derivata: " + failure
                        + (stackTrace ? "" : " (" + STACK_TRACE + " shows where)"));
        trace(failure);
        return ExitCode.DEFECT;
    }

    private void trace(Exception failure) {
        if (stackTrace) {
            failure.printStackTrace(terminal.err());
        }
    }

    /** The names of all commands. */
    static List<String> names() {
        return List.copyOf(commands().keySet());
    }
}
