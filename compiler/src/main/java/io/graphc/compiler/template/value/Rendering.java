package io.graphc.compiler.template.value;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.source.SourceSpan;
import java.util.Optional;

/** The rendering that a function is called from: its limits, its macros, and where warnings and log lines go. */
public interface Rendering {
    /** Counts characters that are about to be made; fails when the limit is met. */
    void countCharacters(long count);

    /** Counts elements of collections that are about to be made; fails when the limit is met. */
    void countElements(long count);

    /** Checks the size of a {@code range}. */
    void checkRange(long size);

    /** A macro, ready to be called; an empty package name means the order in which plain names are looked up. */
    Optional<TemplateCallable> macro(String packageName, String name);

    /** The value of a name that the host supplied, macros left aside. */
    Optional<Object> global(String name);

    /** Whether a value is wanted rather than text, as for a setting of the project. */
    boolean wantsValue();

    void report(Diagnostic diagnostic);

    /** A line that the template logs, {@code visible} where the user is to see it on the terminal. */
    void log(String message, boolean visible, SourceSpan place);
}
