package org.derivata.core.print;

import java.util.List;
import org.derivata.core.language.DottedNames;
import org.derivata.core.surface.Binding;
import org.derivata.core.surface.Program;
import org.derivata.core.surface.Statement;
import org.derivata.core.surface.Syntax;
import org.derivata.core.surface.Syntax.Subscript;

/** How each form of the language is typed. */
class TextRule implements Unrolling.Rule {

    final String print(Syntax expression) {
        return new Unrolling(this, "(", ")").node(expression).finish();
    }

    final String print(Program program) {
        Unrolling out = new Unrolling(this, "(", ")");
        String lineBreak = "";
        for (Statement statement : program.statements()) {
            statement(statement, out.text(lineBreak));
            lineBreak = "\n";
        }
        return out.finish();
    }

    /** A name as it is shown. */
    String name(String name) {
        return name;
    }

    /** A binary operator as it is shown, without blanks. */
    String symbol(String symbol) {
        return symbol;
    }

    private void statement(Statement statement, Unrolling out) {
        if (statement instanceof Statement.Declaration declaration) {
            declaration(declaration, out);
        } else if (statement instanceof Statement.Definition definition) {
            out.text(name(definition.name().name())).text(" = ").node(definition.value());
        } else if (statement instanceof Statement.Unpacking unpacking) {
            String comma = "";
            for (Statement.Identifier each : unpacking.names()) {
                out.text(comma).text(name(each.name()));
                comma = ", ";
            }
            out.text(" = ").list(unpacking.values());
        } else if (statement instanceof Statement.FunctionDefinition function) {
            out.text(name(function.name().name())).text("(");
            String comma = "";
            for (Statement.Parameter parameter : function.parameters()) {
                out.text(comma).text(name(parameter.name().name()));
                Syntax defaultValue = parameter.defaultValue();
                if (defaultValue != null) {
                    out.text("=").node(defaultValue);
                }
                comma = ", ";
            }
            out.text(") = ").node(function.body());
        } else if (statement instanceof Statement.Expression expression) {
            out.node(expression.value());
        }
    }

    private void declaration(Statement.Declaration declaration, Unrolling out) {
        if (declaration.role() != null) {
            out.text(declaration.role()).text(" ");
        }
        String comma = "";
        for (Statement.Identifier name : declaration.names()) {
            out.text(comma).text(name(name.name()));
            comma = ", ";
        }
        out.text(": [").list(declaration.dimensions()).text("]");
        for (Statement.Identifier fact : declaration.facts()) {
            out.text(" ").text(fact.name());
        }
        Syntax initializer = declaration.initializer();
        if (initializer != null) {
            out.text(" = ").node(initializer);
        }
    }

    @Override
    public void write(Syntax node, Unrolling out) {
        if (node instanceof Syntax.Number number) {
            out.text(number.text());
        } else if (node instanceof Syntax.Name name) {
            out.text(name(name.name()));
        } else if (node instanceof Syntax.Chain chain) {
            chain(chain, out);
        } else if (node instanceof Syntax.Prefix prefix) {
            prefix(prefix, out);
        } else if (node instanceof Syntax.Call call) {
            call(call, out);
        } else if (node instanceof Syntax.Transpose transpose) {
            postfix(transpose.operand(), out).text(".T");
        } else if (node instanceof Syntax.Index index) {
            out.node(index.operand(), Binding.POSTFIX).text("[");
            subscripts(index.subscripts(), out);
            out.text("]");
        } else if (node instanceof Syntax.Attribute attribute) {
            postfix(attribute.operand(), out).text(".").text(attribute.name());
        } else if (node instanceof Syntax.Conditional conditional) {
            out.node(conditional.value(), Binding.OR).text(" if ").node(conditional.condition(), Binding.OR);
            out.text(" else ").node(conditional.otherwise(), Binding.CONDITIONAL);
        } else if (node instanceof Syntax.Brackets brackets) {
            out.text("[").list(brackets.elements()).text("]");
        } else if (node instanceof Syntax.Tuple tuple) {
            out.text("(").list(tuple.elements()).text(tuple.elements().size() == 1 ? ",)" : ")");
        } else if (node instanceof Syntax.Text text) {
            String quote = text.value().indexOf('\'') < 0 ? "'" : "\"";
            out.text(quote).text(text.value()).text(quote);
        }
    }

    private void chain(Syntax.Chain chain, Unrolling out) {
        boolean power = chain.level() == Syntax.Level.POWER;
        Binding inside = Binding.of(chain.level()).tighter();
        int last = chain.operands().size() - 1;
        for (int i = 0; i <= last; i++) {
            Syntax operand = chain.operands().get(i);
            if (i > 0) {
                String symbol = symbol(chain.operators().get(i - 1).symbol());
                out.text(power ? symbol : " " + symbol + " ");
            }
            // a sign is free only in the last exponent: 2**-x**3 is 2**-(x**3)
            boolean freeSign = power && i > 0 && i == last && Binding.of(operand) == Binding.SIGN;
            out.node(operand, freeSign ? Binding.SIGN : inside);
        }
    }

    private void prefix(Syntax.Prefix prefix, Unrolling out) {
        for (Syntax.Infix operator : prefix.operators()) {
            out.text(operator.symbol().equals("not") ? "not " : operator.symbol());
        }
        out.node(prefix.operand(), Binding.of(prefix).tighter());
    }

    private void call(Syntax.Call call, Unrolling out) {
        List<Syntax.Argument> arguments = call.arguments();
        if (call.method()) {
            postfix(arguments.get(0).value(), out).text(".");
        }
        out.text(name(call.name())).text("(");
        String comma = "";
        for (Syntax.Argument argument : arguments.subList(call.method() ? 1 : 0, arguments.size())) {
            out.text(comma);
            if (argument.keyword() != null) {
                out.text(argument.keyword()).text("=");
            }
            out.node(argument.value());
            comma = ", ";
        }
        out.text(")");
    }

    /** What stands before a dot: a number would swallow the dot, and {@code np.} would join it to the name behind. */
    private static Unrolling postfix(Syntax operand, Unrolling out) {
        boolean joins = operand instanceof Syntax.Name name
                && (DottedNames.isPrefix(name.name()) || name.name().contains("."));
        return joins || operand instanceof Syntax.Number
                ? out.text("(").node(operand).text(")")
                : out.node(operand, Binding.POSTFIX);
    }

    private static void subscripts(List<Subscript> subscripts, Unrolling out) {
        String comma = "";
        for (Subscript subscript : subscripts) {
            out.text(comma);
            if (subscript instanceof Subscript.At at) {
                out.node(at.index());
            } else if (subscript instanceof Subscript.Slice slice) {
                slice(slice, out);
            } else {
                out.text("...");
            }
            comma = ", ";
        }
    }

    private static void slice(Subscript.Slice slice, Unrolling out) {
        Syntax start = slice.start();
        Syntax stop = slice.stop();
        Syntax step = slice.step();
        if (start != null) {
            out.node(start);
        }
        out.text(":");
        if (stop != null) {
            out.node(stop);
        }
        if (step != null) {
            out.text(":").node(step);
        }
    }
}
