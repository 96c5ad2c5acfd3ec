package org.derivata.benchmarks;

import com.ezylang.evalex.parser.ASTNode;
import com.ezylang.evalex.parser.ParseException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.objecthunter.exp4j.Expression;
import net.objecthunter.exp4j.ExpressionBuilder;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.language.Elaboration;
import org.derivata.core.language.Library;
import org.derivata.core.language.Limits;
import org.derivata.core.language.MathParser;
import org.derivata.core.surface.Program;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does a sum of 31,000 products take, which is a megabyte of text? As {@link ParseBenchmark}, but for Symja, which takes minutes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 8)
@Measurement(iterations = 12)
@Fork(value = 1, jvmArgs = "-Xmx2g")
public class LongTextBenchmark {

    private static final int TERMS = 31_000;

    private final String text = sum();
    private final MathParser parser = new MathParser(Limits.trusted());

    private static String sum() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < TERMS; i++) {
            text.append(i + 2).append("*a*x^2*sin(").append(i + 3).append("*y)/(b + c) + ");
        }
        return text.append('d').toString();
    }

    @Benchmark
    public Elaboration ours() {
        return Elaboration.of(text, Library.standard(), Map.of(), Limits.trusted());
    }

    @Benchmark
    public Program surface() {
        return parser.parse(Source.formula(text));
    }

    @Benchmark
    public Expression exp4j() {
        return new ExpressionBuilder(text)
                .variables("a", "b", "c", "d", "x", "y")
                .build();
    }

    @Benchmark
    public ASTNode evalex() throws ParseException {
        return new com.ezylang.evalex.Expression(text).getAbstractSyntaxTree();
    }
}
