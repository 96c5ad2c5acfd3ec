package org.derivata.cli.jsonl;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.language.MathParser;
import org.derivata.core.print.LatexPrinter;
import org.derivata.core.print.MathmlPrinter;
import org.derivata.core.print.Printer;
import org.derivata.core.print.TextPrinter;
import org.derivata.core.print.UnicodePrinter;
import org.derivata.core.surface.Program;

/**
 * What a fuzzer feeds to the parser and the printers: whatever the bytes are, they are refused with a message, or printed as a text that reads back
 * and prints the same. {@code FuzzTest} replays what was found, and starts Jazzer in the profile {@code fuzz}.
 */
public final class ReadingFuzzTarget {

    private static final MathParser PARSER = new MathParser();
    private static final Printer TEXT = new TextPrinter();
    private static final List<Printer> OTHERS =
            List.of(new UnicodePrinter(), new LatexPrinter(name -> null), new MathmlPrinter());

    private ReadingFuzzTarget() {}

    /** Called by Jazzer, by this name. */
    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        Program program;
        try {
            program = PARSER.parse(Source.formula(text));
        } catch (MathException refused) {
            if (refused.getMessage().isBlank()) {
                throw new AssertionError("an error without a message");
            }
            return;
        }
        String printed = TEXT.print(program);
        for (Printer each : OTHERS) {
            each.print(program);
        }
        try {
            String again = TEXT.print(PARSER.parse(Source.formula(printed)));
            if (!again.equals(printed)) {
                throw new AssertionError("printed " + printed + " reads back as " + again);
            }
        } catch (MathException refused) {
            if (!refused.code().startsWith("limit.")) {
                throw new AssertionError("printed " + printed + " is refused: " + refused.getMessage());
            }
        }
    }
}
