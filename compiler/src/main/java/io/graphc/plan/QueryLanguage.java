package io.graphc.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A language of statements that people write beside mappings: graph tests and actions. */
public enum QueryLanguage {
    /** The engine's. */
    SQL("SQL"),
    CYPHER("Cypher"),
    GREMLIN("Gremlin");

    private final String title;

    QueryLanguage(String title) {
        this.title = title;
    }

    /** As manifests, mappings and endings of files have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As messages have it. */
    public String title() {
        return title;
    }

    /** The types of graph targets whose servers take statements in it. */
    public List<String> servers() {
        return switch (this) {
            case SQL -> List.of();
            case CYPHER -> List.of("neo4j", "neptune");
            case GREMLIN -> List.of("gremlin", "neptune");
        };
    }

    /** The language that the ending of a file's name says. */
    public static Optional<QueryLanguage> ofFile(String path) {
        return Arrays.stream(values())
                .filter(language -> path.endsWith("." + language.word()))
                .findFirst();
    }
}
