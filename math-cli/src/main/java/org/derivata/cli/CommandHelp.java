package org.derivata.cli;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.diagnostic.Source;
import picocli.CommandLine;

/** Remedies in the command's own terms, where those of the library name its classes. */
final class CommandHelp {

    private static final Set<String> LIFTED = Set.of(
            "limit.length", "limit.nodes", "limit.depth", "limit.elements", "limit.derived_nodes", "limit.symbols");

    private static final String TRUSTED = "--trusted";

    private CommandHelp() {}

    /** What is wrong, as a person at a command line reads it. */
    static String render(MathException wrong, CommandLine line) {
        return wrong.diagnostics().stream().map(each -> of(each, line).render()).collect(Collectors.joining("\n\n"));
    }

    static Diagnostic of(Diagnostic wrong, CommandLine line) {
        Map<String, ?> options = line.getCommandSpec().optionsMap();
        if (LIFTED.contains(wrong.code())) {
            if (!options.containsKey(TRUSTED)) {
                return wrong.help("make it smaller: this command has no option that lifts the limit");
            }
            boolean lifted =
                    line.getParseResult() != null && line.getParseResult().hasMatchedOption(TRUSTED);
            return wrong.help(
                    lifted
                            ? "make it smaller: this limit holds even with --trusted"
                            : "--trusted lifts the limit for text of your own");
        }
        Source source = wrong.source();
        if (wrong.code().equals("name.unknown_variable")
                && options.containsKey("--let")
                && source != null
                && isWithoutGuess(wrong)) {
            String name =
                    source.text().substring(wrong.span().start(), wrong.span().end());
            return wrong.help("give it a value: --let " + name + "=1.5");
        }
        return wrong;
    }

    private static boolean isWithoutGuess(Diagnostic wrong) {
        return wrong.help() == null || wrong.help().startsWith("declare it");
    }
}
