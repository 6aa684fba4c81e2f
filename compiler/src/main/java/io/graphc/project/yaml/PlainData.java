package io.graphc.project.yaml;

import io.graphc.source.Located;
import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain data that a template gave, as the YAML that would have said the same. */
final class PlainData {
    /** Stands for what is no plain data: like a template that is not rendered yet, it may be anything. */
    private static final String UNKNOWN = "{{ ... }}";

    private PlainData() {}

    /** Whether nothing is known of a value. */
    static boolean isUnknown(YamlNode value) {
        return value instanceof YamlScalar scalar && scalar.text().equals(UNKNOWN);
    }

    /**
     * The node for a value, all of it at one place.
     *
     * @param wanted what is expected there: text that reads as a number or a boolean is one where that is wanted, since
     *     what templates print and variables of the environment hold is text
     */
    static YamlNode node(Object value, SourceSpan place, ValueShape wanted) {
        if (value instanceof String text && wanted instanceof ValueShape.Single single) {
            return switch (single) {
                case BOOLEAN, INTEGER, NUMBER -> scalar(text.strip(), place, !text.isBlank());
                case TEXT, LITERAL, ANYTHING -> scalar(text, place, false);
            };
        }
        return node(value, place);
    }

    private static YamlNode node(@Nullable Object value, SourceSpan place) {
        if (value instanceof Map<?, ?> map) {
            List<YamlEntry> entries = new ArrayList<>();
            map.forEach((name, item) ->
                    entries.add(new YamlEntry(Located.of(String.valueOf(name), place), node(item, place))));
            return new YamlMapping(place, entries);
        }
        if (value instanceof Collection<?> items) {
            return new YamlSequence(
                    place, items.stream().map(item -> node(item, place)).toList());
        }
        if (value == null) {
            return scalar("null", place, true);
        }
        if (value instanceof Boolean || value instanceof Number) {
            return scalar(value.toString(), place, true);
        }
        return scalar(value instanceof String text ? text : UNKNOWN, place, false);
    }

    private static YamlScalar scalar(String text, SourceSpan place, boolean plain) {
        return new YamlScalar(place, MappedText.computed(text, place), plain);
    }
}
