package org.derivata.nn.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a generated loop reads and writes, array by array. */
final class LoopShape {

    /**
     * Where an input comes from.
     *
     * @param array -1 for the next of the numbers that are the same for all entries
     * @param isWhole whether it is read at the index of the entry; else at {@code offset + row * rowStep + column * step}
     */
    record Input(int array, boolean isWhole, int offset, int rowStep, int step) {}

    /** A value of the code and the array that it goes to. */
    record Output(int value, int array) {}

    /**
     * A sum.
     *
     * @param value what is summed
     * @param rows whether each row has one, else each column
     */
    record Sum(int value, int array, boolean rows) {}

    private final List<Boolean> arrays = new ArrayList<>();
    private final List<Input> inputs = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final List<Sum> sums = new ArrayList<>();
    private int columns;

    /** The entries are a matrix with rows of this length. */
    void rows(int length) {
        columns = length;
    }

    /** Another array, of float32 or float64; its number. */
    int array(boolean isNarrow) {
        arrays.add(isNarrow);
        return arrays.size() - 1;
    }

    /** The next input comes from an array at the index of the entry. */
    void input(int array) {
        inputs.add(new Input(array, true, 0, 0, 0));
    }

    /** The next input comes from places of an array by rows and columns. */
    void input(int array, int offset, int rowStep, int step) {
        inputs.add(new Input(array, false, offset, rowStep, step));
    }

    /** The next input is one number. */
    void single() {
        inputs.add(new Input(-1, false, 0, 0, 0));
    }

    void output(int value, int array) {
        outputs.add(new Output(value, array));
    }

    void sum(int value, int array, boolean rows) {
        sums.add(new Sum(value, array, rows));
    }

    /** The length of a row; 0 where the loop runs over all entries. */
    int columns() {
        return columns;
    }

    int arrays() {
        return arrays.size();
    }

    boolean isNarrow(int array) {
        return arrays.get(array);
    }

    List<Input> inputs() {
        return inputs;
    }

    List<Output> outputs() {
        return outputs;
    }

    List<Sum> sums() {
        return sums;
    }

    /** The values of the code that are wanted. */
    int[] wanted() {
        return IntStream.concat(
                        outputs.stream().mapToInt(Output::value), sums.stream().mapToInt(Sum::value))
                .toArray();
    }
}
