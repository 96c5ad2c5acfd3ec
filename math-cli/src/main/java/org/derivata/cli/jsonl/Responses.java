package org.derivata.cli.jsonl;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derivata.cli.question.Answer;
import org.derivata.cli.question.Costs;
import org.derivata.cli.question.Derivatives;
import org.derivata.cli.question.Simplification;
import org.derivata.cli.question.Solver;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.evaluate.OperationCount;
import org.derivata.core.shape.Dimension;
import org.derivata.symbolic.Equivalence;
import org.derivata.symbolic.Explanation;
import org.derivata.symbolic.Formula;
import org.derivata.symbolic.HelpfulFact;
import org.derivata.symbolic.check.GradientCheck;
import org.derivata.symbolic.derivation.Derivation;
import org.jspecify.annotations.Nullable;

/** Answers as JSON; the command's {@code --json} prints the same objects without an id. */
public final class Responses {

    private Responses() {}

    /** The answer line for a request line, whatever is wrong with it. */
    static String of(String line, long number) {
        JsonNode id = null;
        try {
            JsonNode node = Json.readObject(line, number);
            id = node.get("id");
            return answer(id, Request.of(node));
        } catch (MathException wrong) {
            return error(id, wrong.diagnostic());
        } catch (StackOverflowError | OutOfMemoryError exhausted) {
            return error(
                    id,
                    Diagnostic.of("limit.memory", "this request needs more memory than there is")
                            .help("make it smaller, or start Java with a larger heap (-Xmx)"));
        } catch (RuntimeException defect) {
            return error(
                    id,
                    Diagnostic.of("internal", "a defect of Derivata: " + defect)
                            .help("please report it with this request"));
        }
    }

    private static String answer(@Nullable JsonNode id, Request request) {
        return switch (request.operation()) {
            case EVAL -> {
                Answer answer = Solver.answer(request.question());
                yield line(id, out -> write(out, answer));
            }
            case DIFF -> {
                Map<String, Formula> found = Derivatives.of(request.question(), false);
                yield line(id, out -> write(out, found));
            }
            case SIMPLIFY -> {
                Formula simple = Simplification.of(request.question(), request.assume(), false);
                yield line(id, out -> write(out, simple));
            }
        };
    }

    private static String error(@Nullable JsonNode id, Diagnostic wrong) {
        return line(id, out -> Json.writeError(out, wrong));
    }

    private static String line(@Nullable JsonNode id, Json.Content fields) {
        return Json.text(out -> {
            out.writeStartObject();
            out.writeFieldName("id");
            if (id == null) {
                out.writeNull();
            } else {
                out.writeRawValue(id.toString());
            }
            fields.write(out);
            out.writeEndObject();
        });
    }

    private static String object(Json.Content fields) {
        return Json.text(out -> {
            out.writeStartObject();
            fields.write(out);
            out.writeEndObject();
        });
    }

    /** Values, as {@code math eval --json} prints them. */
    public static String text(Answer answer) {
        return object(out -> write(out, answer));
    }

    /** Derivatives, as {@code math diff --json} prints them. */
    public static String text(Map<String, Formula> derivatives) {
        return object(out -> write(out, derivatives));
    }

    /** Derivations, as {@code math diff --steps --json} prints them: for each name a list of sections, each a list of lines. */
    public static String steps(Map<String, Derivation> derivations) {
        return object(out -> {
            out.writeObjectFieldStart("steps");
            for (Map.Entry<String, Derivation> each : derivations.entrySet()) {
                out.writeArrayFieldStart(each.getKey());
                for (List<Derivation.Line> section : each.getValue().lines()) {
                    out.writeStartArray();
                    for (Derivation.Line line : section) {
                        write(out, line);
                    }
                    out.writeEndArray();
                }
                out.writeEndArray();
            }
            out.writeEndObject();
            out.writeObjectFieldStart("latex");
            for (Map.Entry<String, Derivation> each : derivations.entrySet()) {
                out.writeStringField(each.getKey(), each.getValue().toLatex());
            }
            out.writeEndObject();
        });
    }

    private static void write(JsonGenerator out, Derivation.Line line) throws IOException {
        out.writeStartObject();
        out.writeStringField("left", line.left());
        out.writeStringField("right", line.right());
        out.writeArrayFieldStart("rules");
        for (String rule : line.rules()) {
            out.writeString(rule);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** A formula, as {@code math simplify --json} prints it. */
    public static String text(Formula formula) {
        return object(out -> write(out, formula));
    }

    /** Costs, as {@code math cost --json} prints them: numbers where the sizes are known, else formulas in their names. */
    public static String text(Map<String, OperationCount> counts, Map<String, Integer> sizes) {
        return object(out -> {
            for (Map.Entry<String, OperationCount> each : counts.entrySet()) {
                OperationCount count = each.getValue();
                out.writeObjectFieldStart(each.getKey());
                out.writeNumberField("nodes", count.nodes());
                out.writeNumberField("operations", count.operations());
                write(out, "flops", count.flops(), sizes);
                write(out, "calls", count.calls(), sizes);
                out.writeEndObject();
            }
        });
    }

    private static void write(JsonGenerator out, String field, Dimension count, Map<String, Integer> sizes)
            throws IOException {
        Optional<Long> known = Costs.known(count, sizes);
        if (known.isPresent()) {
            out.writeNumberField(field, known.get());
        } else {
            out.writeStringField(field, count.toString());
        }
    }

    /** A comparison, as {@code math equivalent --json} prints it: true, false with a point and both values, or null. */
    public static String text(Equivalence found) {
        return object(out -> {
            if (found instanceof Equivalence.Refuted refuted) {
                out.writeBooleanField("equivalent", false);
                Json.writeArrays(out, "point", refuted.point());
                out.writeFieldName("left");
                Json.write(out, refuted.left());
                out.writeFieldName("right");
                Json.write(out, refuted.right());
            } else if (found instanceof Equivalence.Unknown) {
                out.writeNullField("equivalent");
            } else {
                out.writeBooleanField("equivalent", true);
            }
        });
    }

    /** What a check found, as {@code math check --json} prints it. */
    public static String text(GradientCheck.Report report) {
        return object(out -> {
            out.writeBooleanField("passed", report.passed());
            out.writeNumberField("entries", report.entries());
            out.writeArrayFieldStart("mismatches");
            for (GradientCheck.Mismatch each : report.mismatches()) {
                out.writeStartObject();
                out.writeStringField("variable", each.variable());
                out.writeArrayFieldStart("index");
                for (int index : each.index()) {
                    out.writeNumber(index);
                }
                out.writeEndArray();
                out.writeFieldName("gradient");
                Json.write(out, each.gradient());
                out.writeFieldName("difference");
                Json.write(out, each.difference());
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    /** An error, as every {@code --json} prints it. */
    public static String text(Diagnostic wrong) {
        return object(out -> Json.writeError(out, wrong));
    }

    private static void write(JsonGenerator out, Answer answer) throws IOException {
        if (answer.value() == null) {
            out.writeArrayFieldStart("shape");
            for (var size : answer.shape().sizes()) {
                if (size.isConstant()) {
                    out.writeNumber(size.constant());
                } else {
                    out.writeString(size.toString());
                }
            }
            out.writeEndArray();
            return;
        }
        out.writeFieldName("value");
        Json.write(out, answer.value());
        if (!answer.gradients().isEmpty()) {
            Json.writeArrays(out, "grad", answer.gradients());
        }
        if (answer.hessian() != null) {
            out.writeFieldName("hessian");
            Json.write(out, answer.hessian());
        }
        if (!answer.jacobians().isEmpty()) {
            Json.writeArrays(out, "jacobian", answer.jacobians());
        }
    }

    private static void write(JsonGenerator out, Map<String, Formula> derivatives) throws IOException {
        out.writeObjectFieldStart("text");
        for (Map.Entry<String, Formula> each : derivatives.entrySet()) {
            out.writeStringField(each.getKey(), each.getValue().toString());
        }
        out.writeEndObject();
        out.writeObjectFieldStart("latex");
        for (Map.Entry<String, Formula> each : derivatives.entrySet()) {
            out.writeStringField(each.getKey(), each.getValue().toLatex());
        }
        out.writeEndObject();
        List<String> guards = Derivatives.conditions(derivatives);
        if (!guards.isEmpty()) {
            out.writeArrayFieldStart("guards");
            for (String each : guards) {
                out.writeString(each);
            }
            out.writeEndArray();
        }
    }

    private static void write(JsonGenerator out, Formula formula) throws IOException {
        out.writeStringField("text", formula.toString());
        out.writeStringField("latex", formula.toLatex());
    }

    /** An explanation, as {@code math explain --json} prints it. */
    public static String text(Explanation told) {
        return object(out -> {
            out.writeStringField("formula", told.typed().toString());
            out.writeStringField("shape", told.typed().shape().toString());
            out.writeStringField("evaluated", told.stable().toString());
            out.writeArrayFieldStart("rules");
            for (Explanation.Step each : told.steps()) {
                out.writeStartObject();
                out.writeStringField("rule", each.rule());
                out.writeStringField("before", each.before().toString());
                out.writeStringField("after", each.after().toString());
                out.writeArrayFieldStart("conditions");
                for (String condition : each.conditions()) {
                    out.writeString(condition);
                }
                out.writeEndArray();
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeArrayFieldStart("hazards");
            for (Explanation.Danger each : told.hazards()) {
                out.writeStartObject();
                out.writeStringField("place", each.place().toString());
                out.writeStringField("argument", each.argument().toString());
                out.writeStringField("needed", each.needed());
                out.writeEndObject();
            }
            out.writeEndArray();
            if (told.gradient().isPresent()) {
                out.writeStringField("gradient", told.gradient().get().toString());
            }
            out.writeArrayFieldStart("helpful");
            for (HelpfulFact each : told.helpful()) {
                out.writeStartObject();
                out.writeStringField(
                        "declare", each.variable() + " " + each.fact().word());
                out.writeStringField("form", each.form().toString());
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }
}
