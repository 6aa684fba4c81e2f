package io.graphc.compiler.mapping;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.Cardinality;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.PropertyPlan;
import io.graphc.source.Located;
import io.graphc.source.SourceSpan;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a graph target refuses. Facts about Neptune: its user guide, "Gremlin load data format", headers and property
 * column headers, and "Gremlin standards compliance in Amazon Neptune".
 */
final class TargetRules {
    /** What a property's name cannot hold in a header, where a backslash before a colon escapes it. */
    private static final Pattern NOT_IN_HEADER = Pattern.compile("[\\s,\"\\p{Cntrl}\\p{Z}]|\\\\(:|$)");

    private static final String GREMLIN = "gremlin";
    private static final String NEO4J_ADMIN = "neo4j_admin";

    /** What stands between the labels of a vertex in Neptune's Gremlin. */
    private static final String LABEL_SEPARATOR = "::";

    /** The property of every element in Neo4j that holds its id, unless the output names another. */
    private static final String NEO4J_ID = "_id";

    /** What Cypher reads as a character, also between backticks; not every version takes it back by an escape. */
    private static final String CYPHER_ESCAPE = "\\u";

    private final boolean neptune;
    /** Whether Neptune's files are in the format of openCypher. */
    private final boolean openCypherFiles;

    /** What the target calls the other format. */
    private final String gremlinFormat;

    private final boolean gremlin;
    private final boolean neo4jAdmin;
    private final boolean cypher;
    private final Optional<String> idProperty;
    private final DiagnosticSink sink;

    TargetRules(GraphTarget target, DiagnosticSink sink) {
        this.neptune = target.isForNeptuneLoader();
        this.gremlinFormat = target.type().equals("neptune") ? "csv" : "gremlin";
        this.openCypherFiles = neptune && "opencypher".equals(target.settings().get("format"));
        this.gremlin = target.type().equals(GREMLIN);
        this.neo4jAdmin = target.type().equals(NEO4J_ADMIN);
        this.cypher = neo4jAdmin || target.type().equals("neo4j");
        this.idProperty = cypher
                ? Optional.of(String.valueOf(target.settings().getOrDefault("id_property", NEO4J_ID)))
                : Optional.empty();
        this.sink = sink;
    }

    boolean label(Located<String> label, String kind) {
        String name = label.value();
        if (name.isBlank()) {
            return refused(
                    DiagnosticCode.LABEL_NOT_ON_TARGET, label.span(), "a " + kind + " is empty", "give it a name");
        }
        boolean splits = neptune && (name.indexOf(';') >= 0 || name.indexOf('\\') >= 0);
        boolean control = name.chars().anyMatch(Character::isISOControl);
        if (splits || control) {
            return refused(
                    DiagnosticCode.LABEL_NOT_ON_TARGET,
                    label.span(),
                    kind + " `" + printable(name) + "` holds a character that the graph target refuses",
                    (splits ? "Neptune's loader splits labels at `;`; use" : "use")
                            + " letters, digits and underscores");
        }
        if (cypher && name.contains(CYPHER_ESCAPE)) {
            return refused(
                    DiagnosticCode.LABEL_NOT_ON_TARGET,
                    label.span(),
                    kind + " `" + name + "` holds `" + CYPHER_ESCAPE + "`, which Cypher reads as an escape",
                    "use letters, digits and underscores");
        }
        if (gremlin && (name.contains(LABEL_SEPARATOR) || name.startsWith(":") || name.endsWith(":"))) {
            return refused(
                    DiagnosticCode.LABEL_NOT_ON_TARGET,
                    label.span(),
                    kind + " `" + name + "` cannot be told from several labels on Neptune",
                    "Neptune splits labels at `::`; use letters, digits and underscores");
        }
        return true;
    }

    /** Whether the nodes of one type may differ in their labels. */
    boolean optionalLabels(SourceSpan span) {
        return !gremlin
                || refused(
                        DiagnosticCode.LABEL_NOT_ON_TARGET,
                        span,
                        "labels from a column cannot be written through a Gremlin endpoint",
                        "Gremlin cannot change the labels of a vertex that is there; make it a property, or map each value to"
                                + " a node of its own with `where`");
    }

    /** Whether a property may have a name, on this target or on any. */
    boolean property(String name, SourceSpan span) {
        if (name.startsWith("~")) {
            return refused(
                    DiagnosticCode.PROPERTY_NAME_NOT_ON_TARGET,
                    span,
                    "property `" + name + "` starts with `~`, which is kept for system columns",
                    "give the property another name");
        }
        if (idProperty.filter(name::equals).isPresent()) {
            return refused(
                    DiagnosticCode.PROPERTY_NAME_NOT_ON_TARGET,
                    span,
                    "property `" + name + "` is the one that holds the ids of elements",
                    "give the property another name, or set `id_property` of the graph output");
        }
        if (cypher && (name.contains(CYPHER_ESCAPE) || name.indexOf('\0') >= 0)) {
            return refused(
                    DiagnosticCode.PROPERTY_NAME_NOT_ON_TARGET,
                    span,
                    "property name `" + printable(name) + "` holds what Neo4j refuses or Cypher reads as an escape",
                    "give the property another name, without `" + CYPHER_ESCAPE + "` and U+0000");
        }
        if (neo4jAdmin && (name.indexOf('{') >= 0 || name.chars().anyMatch(Character::isISOControl))) {
            return refused(
                    DiagnosticCode.PROPERTY_NAME_NOT_ON_TARGET,
                    span,
                    "property name `" + printable(name) + "` holds a character that the graph target refuses",
                    "neo4j-admin takes what follows a `{` in a header for options; give the property another name");
        }
        if (name.isBlank()) {
            return refused(
                    DiagnosticCode.PROPERTY_NAME_NOT_ON_TARGET,
                    span,
                    "a property's name is " + (name.isEmpty() ? "empty" : "blank"),
                    "give the property another name");
        }
        if (neptune && NOT_IN_HEADER.matcher(name).find()) {
            return refused(
                    DiagnosticCode.PROPERTY_NAME_NOT_ON_TARGET,
                    span,
                    "property name `" + printable(name) + "` holds a character that the graph target refuses",
                    "Neptune's loader takes no blank, comma, quote or line break in a property name, and no backslash before"
                            + " `:` or at its end");
        }
        if (openCypherFiles && name.indexOf(':') >= 0) {
            return refused(
                    DiagnosticCode.PROPERTY_NAME_NOT_ON_TARGET,
                    span,
                    "property name `" + printable(name) + "` holds a `:`, for which openCypher files have no form",
                    "give the property another name, or set `format: " + gremlinFormat + "` of the graph output");
        }
        return true;
    }

    /** Whether a node may have such a property. */
    boolean nodeProperty(PropertyPlan property, String label, SourceSpan span) {
        if (!openCypherFiles || property.cardinality() == Cardinality.SINGLE) {
            return true;
        }
        Diagnostic.of(
                        DiagnosticCode.TYPE_NOT_ON_TARGET,
                        "property `" + property.name() + "` of `" + label
                                + "` holds several values, for which openCypher files have no form")
                .at(span)
                .caption(property.sqlType().toString())
                .help("set `format: " + gremlinFormat
                        + "` of the graph output, or join the values to one text in the model")
                .report(sink);
        return false;
    }

    /** Whether a relationship may have such a property. */
    boolean relationshipProperty(PropertyPlan property, String type, SourceSpan span) {
        if ((neptune || gremlin) && property.cardinality() != Cardinality.SINGLE) {
            Diagnostic.of(
                            DiagnosticCode.TYPE_NOT_ON_TARGET,
                            "property `" + property.name() + "` of relationship `" + type
                                    + "` holds several values, which Neptune keeps on nodes only")
                    .at(span)
                    .caption(property.sqlType().toString())
                    .help("join the values to one text in the model, for instance `array_join(" + property.name()
                            + ", ',')`")
                    .report(sink);
            return false;
        }
        return true;
    }

    private boolean refused(DiagnosticCode code, SourceSpan span, String message, String help) {
        Diagnostic.of(code, message).at(span).help(help).report(sink);
        return false;
    }

    private static String printable(String name) {
        StringBuilder printable = new StringBuilder();
        name.chars().limit(80).forEach(c -> printable.append(Character.isISOControl(c) ? '?' : (char) c));
        return printable.toString();
    }
}
