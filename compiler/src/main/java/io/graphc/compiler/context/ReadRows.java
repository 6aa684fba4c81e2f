package io.graphc.compiler.context;

import io.graphc.compiler.resolve.Inputs;
import io.graphc.compiler.resolve.ProjectNames.Entry;
import io.graphc.plan.TimeWindow;
import io.graphc.source.Located;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which rows of a relation a model reads when it does not read all: none, or those of a time (docs.getdbt.com, "The --empty
 * flag", "Sample mode", "Microbatch"). Immutable.
 *
 * @param batch the time of the batch that the model is made for
 */
record ReadRows(Inputs inputs, Optional<TimeWindow> batch, Node reader) implements Function<Entry, Optional<String>> {
    private static final String NONE = "false limit 0";

    @Override
    public Optional<String> apply(Entry read) {
        if (inputs.empty()) {
            return Optional.of(NONE);
        }
        boolean builds = reader.id().startsWith("model.") || reader.id().startsWith("snapshot.");
        return read.eventTime()
                .filter(column -> builds && !read.id().equals(reader.id()))
                .map(Located::value)
                .map(this::condition)
                .filter(condition -> !condition.isEmpty());
    }

    private String condition(String column) {
        return Stream.concat(
                        inputs.sample().map(time -> time.condition("cast(" + column + " as timestamp)")).stream(),
                        batch.map(time -> time.condition(column)).stream())
                .collect(Collectors.joining(" and "));
    }
}
