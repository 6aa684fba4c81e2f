package io.graphc.compiler.template.value;

import java.util.List;

/** A value of the host that loops, filters and positions in brackets take as a list. */
public interface TemplateSequence extends TemplateObject {
    /** Its elements in order: template values. */
    List<Object> elements();

    @Override
    default boolean isTrue() {
        return !elements().isEmpty();
    }
}
