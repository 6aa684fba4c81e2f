package io.graphc.runtime.emit;

import java.util.List;

/**
 * What a graph answers a question.
 *
 * @param rows the number of elements or rows
 * @param samples the first of them as text, in the order in which they came
 */
public record Answer(long rows, List<String> samples) {
    /** How many of them are told. */
    public static final int SHOWN = 3;

    public Answer {
        samples = List.copyOf(samples);
    }
}
