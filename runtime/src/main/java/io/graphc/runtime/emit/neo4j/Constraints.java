package io.graphc.runtime.emit.neo4j;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.runtime.emit.neo4j.Constraint.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.Value;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * The constraints of a database that a project needs. Made and dropped are only those with graphc's prefix, and of these only
 * such on labels and types that the project has or had. One thread uses it.
 */
final class Constraints {
    private final Neo4jSettings settings;
    private final Attempts attempts;
    private final Session session;
    private final Edition edition;
    private final List<ElementPlan> elements;
    private final boolean alone;
    private final Map<String, ElementPlan> retired = new LinkedHashMap<>();

    Constraints(Neo4jSettings settings, Attempts attempts, Session session, Edition edition, CompiledProject project) {
        this.settings = settings;
        this.attempts = attempts;
        this.session = session;
        this.edition = settings.onlyUnique() ? Edition.COMMUNITY : edition;
        this.elements = project.graph().elements();
        this.alone = project.tenant().isEmpty();
    }

    /** Asks the server what it can do. */
    static Edition edition(Session session) {
        for (Record row : session.run("CALL dbms.components() YIELD name, versions, edition "
                        + "WHERE name = 'Neo4j Kernel' RETURN edition, versions[0] AS version")
                .list()) {
            return Edition.of(row.get("edition").asString(), row.get("version").asString());
        }
        return Edition.COMMUNITY;
    }

    /** A constraint that is there. */
    private record Present(String name, String type, boolean node, List<String> elements, List<String> properties) {
        boolean isFor(boolean node, String element, String property) {
            return this.node == node && elements.equals(List.of(element)) && properties.equals(List.of(property));
        }

        /** Whether it does what another one is to do, whoever made it. */
        boolean serves(Constraint needed) {
            if (!isFor(needed.node(), needed.element(), needed.property())) {
                return false;
            }
            return switch (needed.kind()) {
                // A key of somebody else's is unique as well; to what is unique by somebody else no key can be added.
                case UNIQUE -> type.endsWith("UNIQUENESS") || type.endsWith("KEY");
                case KEY -> type.endsWith("KEY") || (type.endsWith("UNIQUENESS") && !isOurs());
                case TYPE -> type.endsWith("PROPERTY_TYPE") && (name.equals(needed.name()) || !isOurs());
            };
        }

        boolean isOurs() {
            return name.startsWith(Constraint.PREFIX);
        }
    }

    private List<Present> present() {
        return session.run("SHOW CONSTRAINTS YIELD name, type, entityType, labelsOrTypes, properties")
                .list(row -> new Present(
                        row.get("name").asString(),
                        row.get("type").asString(),
                        row.get("entityType").asString().equals("NODE"),
                        row.get("labelsOrTypes").asList(Value::asString),
                        row.get("properties").asList(Value::asString)));
    }

    /** What the project needs; the ids first, because the load finds elements by their indexes. */
    private Set<Constraint> needed(boolean ids, boolean types) {
        Set<Constraint> needed = new LinkedHashSet<>();
        for (ElementPlan element : elements) {
            if (ids) {
                needed.add(
                        edition.keys()
                                ? Constraint.key(element, settings.idProperty())
                                : Constraint.unique(element, settings.idProperty()));
            }
            if (types && edition.types()) {
                for (PropertyPlan property : element.properties()) {
                    if (hasOneType(element, property)) {
                        needed.add(Constraint.type(element, property));
                    }
                }
            }
        }
        return needed;
    }

    /** Relationships of one type between several pairs of nodes may have a property in several types. */
    private boolean hasOneType(ElementPlan element, PropertyPlan property) {
        String type = Constraint.type(element, property).rule();
        return elements.stream()
                .filter(other ->
                        other.name().equals(element.name()) && Constraint.isNode(other) == Constraint.isNode(element))
                .flatMap(other -> other.properties().stream()
                        .filter(its -> its.name().equals(property.name()))
                        .map(its -> Constraint.type(other, its).rule()))
                .allMatch(type::equals);
    }

    /** Drops what would be in the way of the load, and makes the ids unique. */
    void prepare() {
        List<Present> present = present();
        List<Present> kept = new ArrayList<>();
        Set<Constraint> all = needed(true, true);
        for (Present one : present) {
            if (isObsolete(one, all)) {
                run(Constraint.drop(one.name()), one.elements().get(0));
            } else {
                kept.add(one);
            }
        }
        create(needed(true, false), kept);
    }

    private boolean isObsolete(Present one, Set<Constraint> needed) {
        if (!one.isOurs() || one.elements().size() != 1 || one.properties().size() != 1) {
            return false;
        }
        List<ElementPlan> same = elements.stream()
                .filter(element -> one.isFor(
                        Constraint.isNode(element),
                        element.name(),
                        one.properties().get(0)))
                .toList();
        boolean wanted =
                needed.stream().anyMatch(constraint -> constraint.name().equals(one.name()));
        if (same.isEmpty() || wanted) {
            return false;
        }
        // Another tenant may have a property that this one has not.
        return alone
                || !one.type().endsWith("PROPERTY_TYPE")
                || same.stream()
                        .flatMap(element -> element.properties().stream())
                        .anyMatch(property ->
                                property.name().equals(one.properties().get(0)));
    }

    /** Notes that elements of a type which the project has no more were deleted. */
    void retire(ElementPlan element) {
        if (elements.stream().noneMatch(known -> known.id().equals(element.id()))) {
            retired.put(element.id(), element);
        }
    }

    /** Makes what could only be in the way of the load, and drops what nobody needs any more. */
    void complete() {
        create(needed(false, true), present());
        for (ElementPlan element : retired.values()) {
            boolean node = Constraint.isNode(element);
            boolean used = elements.stream()
                    .anyMatch(known -> known.name().equals(element.name()) && Constraint.isNode(known) == node);
            if (!used && !isThere(element, node)) {
                present().stream()
                        .filter(one -> one.isOurs() && one.node() == node)
                        .filter(one -> one.elements().equals(List.of(element.name())))
                        .forEach(one -> run(Constraint.drop(one.name()), element.name()));
            }
        }
        List<String> missing = missing();
        if (!missing.isEmpty()) {
            throw Neo4jErrors.missingConstraints(missing);
        }
    }

    private boolean isThere(ElementPlan element, boolean node) {
        String quoted = Cypher.quote(element.name());
        String pattern = node ? "(e:" + quoted + ")" : "()-[e:" + quoted + "]->()";
        return !session.run("MATCH " + pattern + " RETURN 1 LIMIT 1").list().isEmpty();
    }

    /** The names of constraints that the project needs and the database lacks. */
    List<String> missing() {
        List<Present> present = present();
        return needed(true, true).stream()
                .filter(constraint -> present.stream().noneMatch(one -> one.serves(constraint)))
                .map(Constraint::name)
                .toList();
    }

    private void create(Set<Constraint> needed, List<Present> present) {
        for (Constraint constraint : needed) {
            if (present.stream().noneMatch(one -> one.serves(constraint))) {
                try {
                    attempts.write(
                            session,
                            transaction -> transaction.run(constraint.create()).consume());
                } catch (Neo4jException e) {
                    if (Neo4jErrors.isUnwritable(e) || !Neo4jErrors.isOfConstraint(e)) {
                        throw Neo4jErrors.refused(
                                settings, "to make a constraint of `" + constraint.element() + "`", e);
                    }
                    throw constraint.kind() == Kind.TYPE
                            ? Neo4jErrors.noType(constraint, e)
                            : Neo4jErrors.noConstraint(constraint, e);
                }
            }
        }
    }

    private void run(String statement, String element) {
        try {
            attempts.write(session, transaction -> transaction.run(statement).consume());
        } catch (Neo4jException e) {
            throw Neo4jErrors.refused(settings, "to drop a constraint of `" + element + "`", e);
        }
    }
}
