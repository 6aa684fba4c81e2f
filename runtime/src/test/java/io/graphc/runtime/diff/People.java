package io.graphc.runtime.diff;

import io.graphc.diagnostic.Severity;
import io.graphc.plan.Cardinality;
import io.graphc.plan.CheckPlan;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.Lineage;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PolicyPlan;
import io.graphc.plan.PolicyQuery;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.RelationName;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.Plans;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A graph of people who know each other, made of rows that a test changes from load to load. */
final class People {
    private static final List<String> WORDS = List.of("a", "b;c", "d,e", "\"f\"", "'g'", "h i", "ü", "\\N", "");

    final Map<String, Person> people = new TreeMap<>();
    final Map<String, Knows> knows = new TreeMap<>();
    List<String> labels = List.of("Person");
    List<PropertyPlan> properties = List.of(
            new PropertyPlan("name", PropertyType.STRING, Cardinality.SINGLE, SqlTypes.VARCHAR),
            new PropertyPlan("age", PropertyType.LONG, Cardinality.SINGLE, SqlTypes.BIGINT),
            new PropertyPlan("tags", PropertyType.STRING, Cardinality.SET, SqlTypes.array(SqlTypes.VARCHAR)));
    GraphTarget target = new GraphTarget("csv", "neptune_csv", Map.of("path", "graph"));
    Optional<String> tenant = Optional.empty();
    ElementPlan.Scope scope = ElementPlan.Scope.TENANT;
    String database = "people.duckdb";
    String name = "shop";
    boolean withRelationships = true;

    /** Whether relationships make people that they miss. */
    boolean makes;

    /** A person; {@code age} and {@code tags} may be absent. */
    record Person(String name, @Nullable Long age, @Nullable List<String> tags) {}

    /** Who knows whom, since when. */
    record Knows(String from, String to, @Nullable String since) {}

    /** So many people, each of whom knows the next. */
    static People of(int count) {
        People all = new People();
        for (int i = 0; i < count; i++) {
            all.people.put(id(i), new Person("name " + i, (long) i, List.of("t" + i % 3)));
        }
        for (int i = 0; i + 1 < count; i++) {
            all.knows.put("KNOWS|" + i, new Knows(id(i), id(i + 1), "y" + i));
        }
        return all;
    }

    static String id(int number) {
        return "Person|" + number;
    }

    /** Removes a person and all that hangs on it. */
    void remove(String id) {
        people.remove(id);
        knows.values().removeIf(link -> link.from().equals(id) || link.to().equals(id));
    }

    /** Changes a few people and relationships, adds some, removes some. */
    void change(SplittableRandom random) {
        for (int i = random.nextInt(4); i > 0; i--) {
            people.put(id(random.nextInt(60)), person(random));
        }
        for (int i = random.nextInt(3); i > 0 && people.size() > 2; i--) {
            remove(any(people, random));
        }
        for (int i = random.nextInt(4); i > 0 && !people.isEmpty(); i--) {
            knows.put(
                    "KNOWS|" + random.nextInt(40),
                    new Knows(any(people, random), any(people, random), random.nextBoolean() ? word(random) : null));
        }
        if (random.nextInt(3) == 0 && !knows.isEmpty()) {
            knows.remove(any(knows, random));
        }
    }

    private static String any(Map<String, ?> map, SplittableRandom random) {
        return List.copyOf(map.keySet()).get(random.nextInt(map.size()));
    }

    private static Person person(SplittableRandom random) {
        List<String> tags = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            tags.add(word(random));
        }
        return new Person(
                word(random),
                random.nextBoolean() ? null : (long) random.nextInt(5),
                random.nextInt(4) == 0 ? null : tags);
    }

    private static String word(SplittableRandom random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    CompiledProject project() {
        String prefix = labels.get(0) + "|";
        Plans plans = new Plans().named(name).database(database).target(target);
        tenant.ifPresent(plans::tenant);
        String schema = tenant.map(name -> "graphc_" + name).orElse("graphc");
        plans.node(new NodePlan(
                "node." + name + "." + labels.get(0),
                labels,
                "",
                scope,
                prefix,
                List.of("id"),
                properties,
                query(nodeSql(), RelationName.of(schema, "node_" + labels.get(0))),
                List.of(),
                List.of(),
                List.of()));
        if (withRelationships) {
            plans.relationship(new RelationshipPlan(
                    "relationship." + name + ".KNOWS",
                    "KNOWS",
                    "",
                    ElementPlan.Scope.TENANT,
                    "KNOWS|",
                    labels.get(0),
                    labels.get(0),
                    List.of(new PropertyPlan("since", PropertyType.STRING, Cardinality.SINGLE, SqlTypes.VARCHAR)),
                    query(linkSql(), RelationName.of(schema, "relationship_knows")),
                    makes ? List.of(making(schema, true), making(schema, false)) : List.of(),
                    List.of(),
                    List.of()));
        }
        return plans.project();
    }

    private CheckPlan making(String schema, boolean start) {
        RelationName nodes = RelationName.of(schema, "node_" + labels.get(0));
        String end = start ? "r.\"~from\"" : "r.\"~to\"";
        String missing = "SELECT " + end + " AS \"key\" FROM "
                + RelationName.of(schema, "relationship_knows").quoted() + " r LEFT JOIN " + nodes.quoted()
                + " n ON n.\"~id\" = " + end + " WHERE n.\"~id\" IS NULL ORDER BY 1";
        String nothing = properties.stream()
                .map(property -> property.cardinality() == Cardinality.SINGLE ? ", NULL" : ", " + list(null))
                .collect(Collectors.joining());
        String accepted = "SELECT * FROM " + nodes.quoted() + " UNION ALL SELECT DISTINCT \"key\"" + nothing + " FROM ("
                + missing + ") AS m";
        return new CheckPlan(
                "check." + name + (start ? ".start" : ".end"),
                start ? CheckPlan.Kind.START_EXISTS : CheckPlan.Kind.END_EXISTS,
                Severity.ERROR,
                "graph/people.yml",
                1,
                missing,
                missing,
                Optional.empty(),
                Optional.empty(),
                new PolicyPlan(
                        PolicyPlan.Action.CREATE,
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new PolicyQuery(accepted, accepted))));
    }

    private static ElementQuery query(String sql, RelationName staged) {
        return new ElementQuery(sql, sql, Lineage.NONE, staged);
    }

    private String nodeSql() {
        String columns = properties.stream()
                .map(property -> RelationName.quote(property.name()))
                .collect(Collectors.joining(", "));
        String rows = people.entrySet().stream()
                .map(entry -> "(" + literal(entry.getKey()) + ", "
                        + literal(entry.getValue().name()) + ", CAST("
                        + entry.getValue().age() + " AS BIGINT), "
                        + list(entry.getValue().tags()) + ")")
                .collect(Collectors.joining(", "));
        String none = "(NULL, NULL, CAST(NULL AS BIGINT), " + list(null) + ")";
        return "SELECT \"~id\"" + (columns.isEmpty() ? "" : ", " + columns)
                + " FROM (SELECT *, name || '!' AS shout, CAST(age AS VARCHAR) AS words FROM (VALUES "
                + (rows.isEmpty() ? none : none + ", " + rows)
                + ") AS t(\"~id\", name, age, tags)) WHERE \"~id\" IS NOT NULL";
    }

    private String linkSql() {
        String rows = knows.entrySet().stream()
                .map(entry -> ", (" + literal(entry.getKey()) + ", "
                        + literal(entry.getValue().from()) + ", "
                        + literal(entry.getValue().to()) + ", "
                        + literal(entry.getValue().since()) + ")")
                .collect(Collectors.joining());
        return "SELECT * FROM (VALUES (CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR),"
                + " CAST(NULL AS VARCHAR))" + rows
                + ") AS t(\"~id\", \"~from\", \"~to\", since) WHERE \"~id\" IS NOT NULL";
    }

    private static String literal(@Nullable String text) {
        return text == null ? "NULL" : "'" + text.replace("'", "''") + "'";
    }

    /** In words that DuckDB and Trino both understand. */
    private static String list(@Nullable List<String> texts) {
        return texts == null
                ? "CASE WHEN false THEN ARRAY['x'] END"
                : texts.stream().map(People::literal).collect(Collectors.joining(", ", "ARRAY[", "]"));
    }
}
