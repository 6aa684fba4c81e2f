package io.graphc.project;

import io.graphc.source.SourceFile;
import java.util.List;

/**
 * A singular test: a file below {@code test-paths} (not below their {@code generic} folder) whose query yields the offending
 * rows: in SQL, or, of the loaded graph, in Cypher or Gremlin, as its ending says.
 */
public record SingularTestSpec(String name, List<String> qualifiedName, SourceFile file, ConfigSpec config) {
    public SingularTestSpec {
        qualifiedName = List.copyOf(qualifiedName);
    }
}
