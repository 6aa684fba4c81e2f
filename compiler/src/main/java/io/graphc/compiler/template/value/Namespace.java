package io.graphc.compiler.template.value;

import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code namespace(...)} makes: named places that a loop or a block can assign to. Belongs to one rendering. */
public final class Namespace {
    private final Map<String, Object> attributes = new LinkedHashMap<>();

    /** Its attributes, live. */
    public Map<String, Object> attributes() {
        return attributes;
    }
}
