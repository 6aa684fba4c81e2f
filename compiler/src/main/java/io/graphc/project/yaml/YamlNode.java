package io.graphc.project.yaml;

import io.graphc.source.SourceSpan;
import org.jspecify.annotations.Nullable;

/** A value of a YAML document and the place where it was written. Immutable. */
public sealed interface YamlNode permits YamlMapping, YamlSequence, YamlScalar {
    /** The written range, quotes included; of a block scalar the range of its text, without the indicator line. */
    SourceSpan span();

    /** What the value is, with its article: {@code a map}, {@code a list}, {@code text}, {@code a number}. */
    String kind();

    /**
     * The value as plain data: {@code LinkedHashMap} in written order, {@code List}, {@code String}, {@code Long}, {@code
     * BigDecimal}, {@code Boolean}, or null.
     */
    @Nullable
    Object toValue();
}
