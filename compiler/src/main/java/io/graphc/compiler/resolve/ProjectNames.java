package io.graphc.compiler.resolve;

import io.graphc.compiler.query.KnownRelations;
import io.graphc.plan.RelationName;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The relations that a tenant's SQL can name: models and seeds by name, sources by {@code source.table}. Immutable. */
public final class ProjectNames implements KnownRelations {
    private final SortedMap<String, Entry> models;
    private final SortedMap<String, Entry> sources;
    private final Map<String, Entry> relations = new LinkedHashMap<>();

    /**
     * The names of a project.
     *
     * @param models models and seeds together, which share their names
     */
    public ProjectNames(Map<String, Entry> models, Map<String, Entry> sources) {
        this.models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
        this.sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
        this.models.values().forEach(this::addRelation);
        this.sources.values().forEach(this::addRelation);
        this.models.values().forEach(entry -> entry.standIn().ifPresent(name -> addName(name, entry)));
    }

    /**
     * A relation.
     *
     * @param label its name as users write it
     * @param relation what the project makes
     * @param ephemeral whether it is built into the queries that read it
     * @param disabled why it is not there, in words that follow its name; empty when it is
     * @param standIn what is read in its place
     * @param eventTime the column with the time of its rows, where somebody said which
     */
    public record Entry(
            String id,
            String label,
            RelationName relation,
            boolean ephemeral,
            Optional<String> disabled,
            Optional<RelationName> standIn,
            Optional<Located<String>> eventTime) {
        /** Why a snapshot cannot be read. */
        public static final String WITHOUT_COLUMNS = "is a snapshot, and the columns of its table are not known";

        /** A relation that is read itself. */
        public Entry(String id, String label, RelationName relation, boolean ephemeral, Optional<String> disabled) {
            this(id, label, relation, ephemeral, disabled, Optional.empty(), Optional.empty());
        }

        /** The same whose rows have times. */
        public Entry timed(Optional<Located<String>> column) {
            return new Entry(id, label, relation, ephemeral, disabled, standIn, column);
        }

        /** What queries read. */
        public RelationName read() {
            return standIn.orElse(relation);
        }

        /** The project or package that it belongs to, as its id says. */
        public String packageName() {
            String[] parts = id.split("\\.", 3);
            return parts.length < 3 ? "" : parts[1];
        }

        /** How a query names it. */
        public String sql() {
            return ephemeral ? cteName(label) : read().quoted();
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

    /** What has an id. */
    public Optional<Entry> byId(String id) {
        String[] parts = id.split("\\.", 3);
        Map<String, Entry> named = parts[0].equals("source") ? sources : models;
        return parts.length < 3 ? Optional.empty() : Optional.ofNullable(named.get(parts[2]));
    }

    private void addRelation(Entry entry) {
        if (!entry.ephemeral()) {
            addName(entry.relation(), entry);
        }
    }

    private void addName(RelationName name, Entry entry) {
        relations.putIfAbsent(key(name.schema(), name.identifier()), entry);
    }

    private static String key(String schema, String identifier) {
        return schema.toLowerCase(Locale.ROOT) + '\n' + identifier.toLowerCase(Locale.ROOT);
    }

    /** What has a name on the engine, in any letter case; ephemeral models have none. */
    public Optional<Entry> relation(String schema, String identifier) {
        return Optional.ofNullable(relations.get(key(schema, identifier)));
    }

    /** What lies in a schema of the engine: models and seeds, then sources. */
    public List<Entry> relationsIn(String schema) {
        return relations.values().stream()
                .filter(entry -> entry.relation().schema().equalsIgnoreCase(schema))
                .distinct()
                .toList();
    }

    public boolean hasSchema(String schema) {
        return !relationsIn(schema).isEmpty();
    }

    /** Names of models and seeds, sorted. */
    public List<String> modelNames() {
        return List.copyOf(models.keySet());
    }

    /** Names of the models and seeds of a project or package, sorted. */
    public List<String> modelNames(String packageName) {
        return models.values().stream()
                .filter(entry -> entry.packageName().equals(packageName))
                .map(Entry::label)
                .toList();
    }

    /** The project and the packages that have models or seeds, sorted. */
    public List<String> packageNames() {
        return models.values().stream()
                .map(Entry::packageName)
                .distinct()
                .sorted()
                .toList();
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

    @Override
    public Optional<String> call(List<String> nameParts) {
        int last = nameParts.size() - 1;
        String table = nameParts.get(last);
        Optional<Entry> found = last == 0
                ? model(table).or(() -> onlySource(table))
                : source(nameParts.get(last - 1), table).or(() -> relation(nameParts.get(last - 1), table));
        return found.filter(entry -> entry.disabled().isEmpty()).map(this::call);
    }

    private Optional<Entry> onlySource(String table) {
        List<Entry> named = sources.values().stream()
                .filter(entry -> entry.label().endsWith("." + table))
                .toList();
        return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    private String call(Entry entry) {
        String label = entry.label();
        int dot = sources.containsKey(label) ? label.indexOf('.') : -1;
        return dot < 0
                ? "ref('" + label + "')"
                : "source('" + label.substring(0, dot) + "', '" + label.substring(dot + 1) + "')";
    }

    @Override
    public List<String> labels() {
        List<String> labels = new ArrayList<>(models.keySet());
        labels.addAll(sources.keySet());
        return labels;
    }
}
