package org.derivata.nn.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.derivata.core.array.Array;
import org.derivata.core.evaluate.Binding;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Guard;
import org.derivata.nn.compile.Compiler;
import org.derivata.nn.compile.Program;
import org.derivata.nn.compile.Workspace;
import org.derivata.nn.model.Model;
import org.derivata.nn.model.Parameter;
import org.derivata.nn.optimizer.Optimizer;
import org.derivata.nn.optimizer.Updates;
import org.derivata.symbolic.Formula;

/** What is computed of a model together, before the number of rows is known. */
final class ModelProgram {

    private static final String LOSS = "loss";
    private static final String PREDICTION = "prediction";

    private final Model model;
    private final Compiler compiler;
    private final Map<String, Expr> outputs;
    private final Map<String, String> feedback;
    private final Map<String, Array> state;
    private final List<Guard> guards;

    private ModelProgram(
            Model model,
            Compiler compiler,
            Map<String, Expr> outputs,
            Map<String, String> feedback,
            Map<String, Array> state) {
        this.model = model;
        this.compiler = compiler;
        this.outputs = outputs;
        this.feedback = feedback;
        this.state = state;
        this.guards = model.loss().guards();
    }

    /** The prediction alone. */
    static ModelProgram prediction(Model model, Compiler compiler) {
        return new ModelProgram(model, compiler, Map.of(PREDICTION, stable(model.prediction())), Map.of(), Map.of());
    }

    /** Loss and prediction. */
    static ModelProgram measure(Model model, Compiler compiler) {
        return new ModelProgram(model, compiler, measured(model), Map.of(), Map.of());
    }

    /** Loss, prediction, gradients and the optimizer's step. */
    static ModelProgram step(Model model, Compiler compiler, Optimizer optimizer) {
        Map<String, Formula> found = model.gradients();
        Map<Variable, Expr> gradients = new LinkedHashMap<>();
        for (Parameter each : model.parameters()) {
            Formula gradient = Objects.requireNonNull(found.get(each.name()));
            gradients.put(each.variable(), stable(gradient));
        }
        Updates updates = Updates.of(optimizer, gradients, model.loss().library());
        Map<String, Expr> outputs = measured(model);
        outputs.putAll(updates.outputs());
        return new ModelProgram(model, compiler, outputs, updates.feedback(), updates.state());
    }

    private static Map<String, Expr> measured(Model model) {
        Map<String, Expr> outputs = new LinkedHashMap<>();
        outputs.put(LOSS, stable(model.loss()));
        outputs.put(PREDICTION, stable(model.prediction()));
        return outputs;
    }

    private static Expr stable(Formula formula) {
        return formula.stabilize().expression();
    }

    /** The optimizer's state before the first step, shared by all that run. */
    Map<String, Array> state() {
        return state;
    }

    /**
     * The program for as many rows as an input has, with its memory.
     *
     * @param input as the model declares it
     * @param target likewise, where the program needs one
     */
    Running forRows(Array input, Optional<Array> target) {
        List<Variable> variables = new ArrayList<>(model.inputs());
        Map<String, int[]> shapes = new LinkedHashMap<>();
        model.inputs().forEach(each -> shapes.put(each.name(), input.shape()));
        if (target.isPresent() && model.target().isPresent()) {
            variables.add(model.target().get());
            shapes.put(model.target().get().name(), target.get().shape());
        }
        Map<String, Integer> sizes = new LinkedHashMap<>(Binding.sizesFromShapes(variables, shapes));
        Guard.checkKnown(guards, sizes);
        return new Running(model, compiler.compile(outputs, sizes, feedback));
    }

    /** A program with its memory: for one thread. */
    static final class Running {

        private final Model model;
        private final Program program;
        private final Workspace workspace;

        Running(Model model, Program program) {
            this.model = model;
            this.program = program;
            this.workspace = program.newWorkspace();
        }

        /** Binds parameters or state, without copying. */
        Running bind(Map<String, Array> arrays) {
            arrays.forEach(this::bind);
            return this;
        }

        /** The same for a program in float32. */
        Running bindFloats(Map<String, float[]> arrays) {
            arrays.forEach((name, array) -> {
                if (program.inputs().contains(name)) {
                    workspace.set(name, array);
                }
            });
            return this;
        }

        private void bind(String name, Array array) {
            if (program.inputs().contains(name)) {
                workspace.set(name, array);
            }
        }

        /**
         * Binds the rows. In float64 nothing is copied: what is written into the arrays later is what later runs see. A
         * program in float32 copies, and is to be given the rows before each run.
         */
        Running rows(Array input, Optional<Array> target) {
            model.inputs().forEach(each -> bind(each.name(), input));
            target.ifPresent(array -> model.target().ifPresent(each -> bind(each.name(), array)));
            return this;
        }

        void run() {
            program.run(workspace);
        }

        double loss() {
            return workspace.scalar(LOSS);
        }

        /** The prediction of the last run, which the next one overwrites. */
        Array prediction() {
            return workspace.output(PREDICTION);
        }

        Array copyOfPrediction() {
            return workspace.copy(PREDICTION);
        }

        double accuracy(Accuracy accuracy, Array target) {
            Array prediction = prediction();
            return Arrays.equals(prediction.shape(), target.shape()) ? accuracy.of(prediction, target) : Double.NaN;
        }
    }
}
