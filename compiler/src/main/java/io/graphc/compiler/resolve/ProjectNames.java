package io.graphc.compiler.resolve;

import io.graphc.plan.RelationName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The relations that a tenant's SQL can name: models and seeds by name, sources by {@code source.table}. Immutable. */
public final class ProjectNames {
    private final SortedMap<String, Entry> models;
    private final SortedMap<String, Entry> sources;

    /**
     * The names of a project.
     *
     * @param models models and seeds together, which share their names
     */
    public ProjectNames(Map<String, Entry> models, Map<String, Entry> sources) {
        this.models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
        this.sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
    }

    /**
     * A relation.
     *
     * @param label its name as users write it
     * @param ephemeral whether it is built into the queries that read it
     * @param disabled why it is not there, in words that follow its name; empty when it is
     */
    public record Entry(String id, String label, RelationName relation, boolean ephemeral, Optional<String> disabled) {
        /** How a query names it. */
        public String sql() {
            return ephemeral ? cteName(label) : relation.quoted();
        }

        /** The name of an ephemeral model in the queries that it is built into, as dbt calls it. */
        public static String cteName(String model) {
            return "__dbt__cte__" + model;
        }
    }

    public Optional<Entry> model(String name) {
        return Optional.ofNullable(models.get(name));
    }

    public Optional<Entry> source(String source, String table) {
        return Optional.ofNullable(sources.get(source + "." + table));
    }

    /** Names of models and seeds, sorted. */
    public List<String> modelNames() {
        return List.copyOf(models.keySet());
    }

    /** Names of sources, sorted. */
    public List<String> sourceNames() {
        return sources.keySet().stream()
                .map(name -> name.substring(0, name.indexOf('.')))
                .distinct()
                .toList();
    }

    /** Names of a source's tables, sorted. */
    public List<String> tableNames(String source) {
        return sources.keySet().stream()
                .filter(name -> name.startsWith(source + "."))
                .map(name -> name.substring(source.length() + 1))
                .toList();
    }

    /** All labels, for hints. */
    public List<String> labels() {
        List<String> labels = new ArrayList<>(models.keySet());
        labels.addAll(sources.keySet());
        return labels;
    }
}
