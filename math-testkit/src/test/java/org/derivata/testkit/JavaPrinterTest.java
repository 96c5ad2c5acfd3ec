package org.derivata.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.derivata.core.array.Array;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Library;
import org.derivata.core.operator.SpecialFunctions;
import org.derivata.core.print.FunctionPrinter.Listing;
import org.derivata.core.print.JavaPrinter;
import org.junit.jupiter.api.Test;

/** Emitted Java compiles, and computes the reference engine's values to the last bit. */
class JavaPrinterTest {

    private static final int FORMULAS = 300;
    private static final int POINTS = 12;
    private static final double[] HARD = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        1e-300,
        -1e300,
        Double.MIN_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };

    private final RandomExpressions scalars = new RandomExpressions(Library.standard(), "x, y, z: []");

    @Test
    void randomFormulasAgreeWithTheReferenceBitForBit() throws Exception {
        Map<String, Expr> formulas = new LinkedHashMap<>();
        for (long seed = 1; formulas.size() < FORMULAS; seed++) {
            Expr formula = scalars.of(seed);
            boolean scalar = Graph.open(List.of(formula)).stream()
                    .flatMap(each -> Graph.postOrder(each).stream())
                    .allMatch(each -> each.rank() == 0 && each.shape().names().isEmpty());
            if (scalar && !usesSizes(formula) && Graph.count(formula) > 2) {
                formulas.put("f" + seed, formula);
            }
        }
        agree(formulas);
    }

    @Test
    void aFormulaOfFiveThousandOperationsFitsIntoMethods() throws Exception {
        StringBuilder text = new StringBuilder("x");
        for (int i = 1; i <= 2_500; i++) {
            text.insert(0, i % 3 == 0 ? "sin(" : i % 3 == 1 ? "(y + 1.5 * " : "(z * ")
                    .append(")");
        }
        StringBuilder sum = new StringBuilder(text);
        for (int i = 0; i < 2_500; i++) {
            sum.append(" + cos(x + ").append(i).append(")");
        }
        agree(Map.of("long", scalars.read(sum.toString())).entrySet().stream()
                .collect(LinkedHashMap::new, (map, each) -> map.put("f", each.getValue()), Map::putAll));
    }

    private static boolean usesSizes(Expr formula) {
        return Graph.postOrder(formula).stream()
                .anyMatch(each -> each.toString().contains("size"));
    }

    private void agree(Map<String, Expr> formulas) throws Exception {
        List<Variable> parameters = List.copyOf(scalars.variables().values());
        JavaPrinter printer = new JavaPrinter();
        StringBuilder source = new StringBuilder("final class Emitted {\n");
        formulas.forEach((name, formula) ->
                source.append(printer.print(new Listing(name, formula, parameters, Map.of(), Map.of()))));
        Class<?> emitted = compiled(source.append("}\n").toString());
        SplittableRandom random = new SplittableRandom(1);
        for (Map.Entry<String, Expr> each : formulas.entrySet()) {
            Method method = emitted.getDeclaredMethod(each.getKey(), double.class, double.class, double.class);
            method.setAccessible(true);
            for (int point = 0; point < POINTS; point++) {
                Map<String, Array> inputs = new HashMap<>();
                List<Object> arguments = new ArrayList<>();
                for (Variable parameter : parameters) {
                    double value = point % 2 == 0 ? random.nextDouble(-3, 3) : HARD[random.nextInt(HARD.length)];
                    inputs.put(parameter.name(), Array.scalar(value));
                    arguments.add(value);
                }
                double expected = ReferenceEvaluator.evaluate(List.of(each.getValue()), inputs, Map.of())
                        .get(0)
                        .scalar();
                double actual = (double) method.invoke(null, arguments.toArray());
                assertThat(Double.doubleToLongBits(actual))
                        .as(
                                "%s at %s: %s, not %s%n%s",
                                each.getKey(),
                                arguments,
                                actual,
                                expected,
                                formulas.size() > 1
                                        ? printer.print(
                                                new Listing("f", each.getValue(), parameters, Map.of(), Map.of()))
                                        : "")
                        .isEqualTo(Double.doubleToLongBits(expected));
            }
        }
    }

    private static Class<?> compiled(String source) throws ClassNotFoundException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        JavaFileManager files =
                new ForwardingJavaFileManager<JavaFileManager>(compiler.getStandardFileManager(null, null, null)) {
                    @Override
                    public JavaFileObject getJavaFileForOutput(
                            Location location, String name, JavaFileObject.Kind kind, javax.tools.FileObject sibling) {
                        return new SimpleJavaFileObject(URI.create("memory:///" + name + ".class"), kind) {
                            @Override
                            public OutputStream openOutputStream() {
                                return classes.computeIfAbsent(name, unused -> new ByteArrayOutputStream());
                            }
                        };
                    }
                };
        JavaFileObject text =
                new SimpleJavaFileObject(URI.create("memory:///Emitted.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        // what the emitted text may call, from a folder, a jar or a module
        URL functions =
                SpecialFunctions.class.getProtectionDomain().getCodeSource().getLocation();
        List<String> options = List.of("-proc:none", "-classpath", functions.getPath());
        assertThat(compiler.getTask(null, files, null, options, null, List.of(text))
                        .call())
                .isTrue();
        return new ClassLoader(JavaPrinterTest.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (!classes.containsKey(name)) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = classes.get(name).toByteArray();
                return defineClass(name, bytes, 0, bytes.length);
            }
        }.loadClass("Emitted");
    }
}
