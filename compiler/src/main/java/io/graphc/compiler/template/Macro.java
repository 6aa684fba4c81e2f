package io.graphc.compiler.template;

import io.graphc.compiler.template.syntax.MacroDefinition;
import io.graphc.source.SourceSpan;
import java.util.List;

/**
 * A macro of a macro file. Immutable and safe to share between threads.
 *
 * @param packageName the project or package that it belongs to
 */
public record Macro(String packageName, MacroDefinition definition) {
    /** Its name; a generic test {@code x} is the macro {@code test_x}. */
    public String name() {
        return definition.name();
    }

    public SourceSpan nameSpan() {
        return definition.nameSpan();
    }

    /** The names of its parameters in order. */
    public List<String> parameters() {
        return definition.parameters().stream()
                .map(MacroDefinition.Parameter::name)
                .toList();
    }
}
