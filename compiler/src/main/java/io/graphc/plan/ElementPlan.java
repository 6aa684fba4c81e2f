package io.graphc.plan;

import java.util.List;
import java.util.stream.Stream;

/** A node type or relationship type, ready to stage, check and write. */
public sealed interface ElementPlan permits NodePlan, RelationshipPlan {
    /** {@code node.<project>.<label>} or {@code relationship.<project>.<type>}. */
    String id();

    /**
     * The id that an element type has in a project, whatever the project was called when the id was written down; an id of
     * another form stays as it is.
     */
    static String idIn(String project, String id) {
        int kind = id.indexOf('.');
        int name = id.indexOf('.', kind + 1);
        return name < 0 ? id : id.substring(0, kind + 1) + project + id.substring(name);
    }

    /** The identifying label, or the relationship type. */
    String name();

    /** How a message names it, in backticks: so that it cannot be taken for another type of the project. */
    default String words() {
        return "`" + name() + "`";
    }

    /** The same without quotes, for lines that name nothing else. */
    default String title() {
        return name();
    }

    /** As Cypher draws it: {@code (User)}, {@code (User)-[KNOWS]->(User)}. */
    default String pattern() {
        return "(" + name() + ")";
    }

    /**
     * The text that the ids of all elements of this type, written for this tenant, start with; what a graph target
     * counts by.
     */
    String idPrefix();

    List<PropertyPlan> properties();

    /**
     * What the columns of its rows hold behind the ids: the properties and, for a node type whose nodes differ in their
     * labels, {@link PropertyPlan#LABELS} behind them.
     */
    default List<PropertyPlan> values() {
        return properties();
    }

    /** The columns of its query: ids, then values. */
    default List<String> columns() {
        Stream<String> ids = this instanceof RelationshipPlan
                ? Stream.of(ElementQuery.ID, ElementQuery.FROM, ElementQuery.TO)
                : Stream.of(ElementQuery.ID);
        return Stream.concat(ids, values().stream().map(PropertyPlan::name)).toList();
    }

    ElementQuery query();

    List<CheckPlan> checks();

    /** Ids of the models, sources and seeds that its query reads, sorted. */
    List<String> dependsOn();

    List<String> tags();

    /** Whether its elements belong to one tenant or are shared by all. */
    Scope scope();

    /** Whose an element is. */
    enum Scope {
        TENANT,
        GLOBAL
    }
}
