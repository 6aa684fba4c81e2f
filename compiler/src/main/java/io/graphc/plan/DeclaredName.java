package io.graphc.plan;

import java.util.List;

/**
 * Something with a name that a run does not need: a macro, a group, or what is disabled.
 *
 * @param id {@code macro.<package>.<name>}, and the like
 * @param path the file it was written in, relative to the project or package
 * @param arguments the parameters of a macro, in order
 */
public record DeclaredName(String id, String path, List<String> arguments) {
    public DeclaredName {
        arguments = List.copyOf(arguments);
    }

    /** {@code macro}, {@code group}, {@code model}, ... */
    public String kind() {
        return id.substring(0, id.indexOf('.'));
    }

    /** The project or package that it belongs to. */
    public String packageName() {
        return id.split("\\.", 3)[1];
    }

    /** What it is called; of a source the table. */
    public String name() {
        String name = id.split("\\.", 3)[2];
        return kind().equals("source") ? name.substring(name.indexOf('.') + 1) : name;
    }
}
