package io.graphc.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a test asks the loaded graph: a statement that yields the offending elements or rows.
 *
 * @param parameters values that the statement names and that are sent beside it, as plain data, in written order
 * @param limit how many offences are looked at at most
 * @param warnIf the numbers of offences that are a warning
 * @param errorIf the numbers of offences that are an error, where the test's severity is one
 */
public record GraphTest(
        QueryLanguage language,
        RenderedText text,
        Map<String, Object> parameters,
        OptionalLong limit,
        CountCondition warnIf,
        CountCondition errorIf) {
    public GraphTest {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
