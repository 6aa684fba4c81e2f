package io.graphc.compiler.resolve;

import java.util.List;

/**
 * A model, seed or snapshot that needs a name on the engine.
 *
 * @param kind {@code model}, {@code seed} or {@code snapshot}
 * @param path the file that it is written in
 */
public record NamedResource(String kind, String id, String name, List<String> qualifiedName, String path) {
    public NamedResource {
        qualifiedName = List.copyOf(qualifiedName);
    }
}
