package io.graphc.compiler.template;

import io.graphc.source.SourceSpan;

/** Takes the lines that templates log. Safe to call from several threads. */
@FunctionalInterface
public interface TemplateLog {
    /**
     * Takes one line.
     *
     * @param visible whether the template asked to show the line to the user, as {@code print} does
     */
    void log(String message, boolean visible, SourceSpan place);
}
