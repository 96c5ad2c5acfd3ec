package org.derivata.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.expr.Expr;
import org.derivata.core.language.Library;
import org.derivata.core.notation.Notation;
import org.derivata.core.operator.Operator;
import org.derivata.core.print.DotPrinter;
import org.derivata.core.print.FunctionPrinter;
import org.derivata.core.print.JavaPrinter;
import org.derivata.core.print.MathmlPrinter;
import org.derivata.core.print.PythonPrinter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.xml.sax.InputSource;

/** Every printer prints every operator, or refuses it by name. */
class PrinterContractTest {

    private static final List<FunctionPrinter> PRINTERS =
            List.of(PythonPrinter.numpy(), PythonPrinter.sympy(), new JavaPrinter(), new DotPrinter());

    @TestFactory
    Stream<DynamicTest> everyOperatorIsPrintedOrRefused() {
        return Library.standard().declared().stream()
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> isPrintedOrRefused(each)));
    }

    private static void isPrintedOrRefused(Operator operator) throws Exception {
        for (OperatorSample sample : OperatorSample.of(operator)) {
            Expr expression = sample.expression(Library.standard());
            for (FunctionPrinter printer : PRINTERS) {
                try {
                    String text = printer.print(
                            new FunctionPrinter.Listing("f", expression, sample.variables(), Map.of(), Map.of()));
                    assertThat(text).isNotBlank();
                } catch (MathException refused) {
                    assertThat(refused.diagnostic().code()).isEqualTo("print.unsupported");
                }
            }
            String mathml = new MathmlPrinter().print(Notation.write(expression, Map.of(), Map.of()));
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(mathml)));
        }
    }
}
