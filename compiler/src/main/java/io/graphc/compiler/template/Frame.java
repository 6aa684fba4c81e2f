package io.graphc.compiler.template;

import io.graphc.source.Origin;
import io.graphc.source.SourceSpan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one block, macro call or round of a loop; names not found here are looked up in the frame around it.
 * Belongs to one rendering.
 */
final class Frame {
    private final @Nullable Frame parent;
    private final List<SourceSpan> calls;
    private final String packageName;
    private @Nullable Map<String, Object> variables;

    private Frame(@Nullable Frame parent, List<SourceSpan> calls, String packageName) {
        this.parent = parent;
        this.calls = calls;
        this.packageName = packageName;
    }

    static Frame outermost(String packageName) {
        return new Frame(null, List.of(), packageName);
    }

    /** The frame of a macro's body: it sees where the macro is defined, not where it is called. */
    static Frame ofMacro(@Nullable Frame definition, List<SourceSpan> calls, String packageName) {
        return new Frame(definition, calls, packageName);
    }

    Frame inner() {
        return new Frame(this, calls, packageName);
    }

    /** The calls that led to the code that runs in this frame, innermost first. */
    List<SourceSpan> calls() {
        return calls;
    }

    /** The package that this code belongs to. */
    String packageName() {
        return packageName;
    }

    Origin origin(SourceSpan span) {
        return new Origin(span, calls);
    }

    @Nullable
    Object find(String name) {
        for (Frame frame = this; frame != null; frame = frame.parent) {
            Map<String, Object> own = frame.variables;
            if (own != null) {
                Object value = own.get(name);
                if (value != null) {
                    return value;
                }
            }
        }
        return null;
    }

    void set(String name, Object value) {
        Map<String, Object> own = variables;
        if (own == null) {
            own = new HashMap<>();
            variables = own;
        }
        own.put(name, value);
    }

    /** Takes away the value of a variable, here or where it is defined, that something failed to make. */
    void poison(String name) {
        Frame at = this;
        for (Frame frame = this; frame != null; frame = frame.parent) {
            if (frame.variables != null && frame.variables.containsKey(name)) {
                at = frame;
                break;
            }
        }
        at.set(name, Poison.VALUE);
    }

    boolean isVariable(String name) {
        return find(name) != null;
    }

    void addNames(Set<String> names) {
        for (Frame frame = this; frame != null; frame = frame.parent) {
            if (frame.variables != null) {
                names.addAll(frame.variables.keySet());
            }
        }
    }
}
