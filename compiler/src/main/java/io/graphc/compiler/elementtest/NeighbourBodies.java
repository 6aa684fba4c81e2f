package io.graphc.compiler.elementtest;

import io.graphc.compiler.query.Fragment;
import io.graphc.compiler.query.SqlText;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.RejectLimit;
import io.graphc.plan.RelationName;
import io.graphc.plan.RelationshipPlan;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The tests of how many relationships nodes have. */
final class NeighbourBodies {
    private static final String ID = RelationName.quote(ElementQuery.ID);
    private static final String FROM = RelationName.quote(ElementQuery.FROM);
    private static final String TO = RelationName.quote(ElementQuery.TO);
    private static final String NODE = "\"~node\"";
    private static final String DEGREE = "\"~degree\"";
    private static final String SIDE = "\"~side\"";

    private final TestedGraph graph;
    private final Arguments arguments;
    private final DiagnosticSink sink;

    NeighbourBodies(TestedGraph graph, Arguments arguments, DiagnosticSink sink) {
        this.graph = graph;
        this.arguments = arguments;
        this.sink = sink;
    }

    /** An end of a relationship type, with the bounds of how many each node there has. */
    private record Side(String name, String column, TestedElement node, Bounds bounds) {
        String condition() {
            return "(" + SIDE + " = '" + name + "' AND " + bounds.broken(DEGREE) + ")";
        }
    }

    Optional<TestBody> cardinality(TestSubject subject) {
        if (graph.isUndirected(subject.element())) {
            subject.problem(DiagnosticCode.TEST_MISPLACED, "an undirected relationship has no start and no end")
                    .help("`degree` at the node bounds how many relationships it has")
                    .report(sink);
            return Optional.empty();
        }
        List<Side> sides = new ArrayList<>();
        int written = 0;
        for (YamlEntry entry : subject.spec().arguments()) {
            if (entry.name().equals("start") || entry.name().equals("end")) {
                written++;
                side(subject, entry).ifPresent(sides::add);
            }
        }
        if (written == 0) {
            arguments.neither(subject, subject.span(), subject.spec().arguments(), List.of("start", "end"));
        }
        return sides.isEmpty() || sides.size() < written ? Optional.empty() : Optional.of(cardinality(subject, sides));
    }

    private Optional<Side> side(TestSubject subject, YamlEntry entry) {
        boolean start = entry.name().equals("start");
        RelationshipPlan plan = subject.element().relationship().orElseThrow();
        Optional<TestedElement> node = graph.node(start ? plan.startLabel() : plan.endLabel());
        return arguments
                .bounds(subject, entry)
                .flatMap(bounds -> node.map(found -> new Side(entry.name(), start ? FROM : TO, found, bounds)));
    }

    private static TestBody cardinality(TestSubject subject, List<Side> sides) {
        SqlText rows = subject.text();
        String open = "(\n";
        List<String> conditions = new ArrayList<>();
        List<TestedElement> reads = new ArrayList<>();
        for (Side side : sides) {
            nodes(subject, side, rows.add(open));
            conditions.add(side.condition());
            open = "\nUNION ALL\n";
            if (side.bounds().refusesNone()) {
                reads.add(side.node());
            }
        }
        String wrong = String.join(" OR ", conditions);
        MappedText counted = rows.add("\n) sides").build();
        MappedText query = subject.text()
                .add("SELECT " + SIDE + " AS \"side\", " + NODE + " AS \"key\", " + DEGREE
                        + " AS \"relationships\"\nFROM ")
                .add(counted)
                .add("\nWHERE " + wrong + "\nORDER BY 1, 2")
                .build();
        Fragment failures = Fragment.of("count_if(" + wrong + ")");
        return TestBody.of(query, new TestBody.Count(counted, failures), reads);
    }

    /**
     * The nodes at an end with the number of their relationships. Where none is too few, all nodes are looked at, and no
     * other ids: in a run of tests alone, where ends are not checked, relationships may name what is no node.
     */
    private static void nodes(TestSubject subject, Side side, SqlText sql) {
        String name = "SELECT '" + side.name() + "' AS " + SIDE + ", ";
        if (!side.bounds().refusesNone()) {
            group(subject, side, sql.add(name));
            return;
        }
        sql.add(name + "n." + ID + " AS " + NODE + ", COALESCE(g." + DEGREE + ", 0) AS " + DEGREE + "\nFROM "
                + side.node().sql() + " n\nLEFT JOIN (SELECT ");
        group(subject, side, sql);
        sql.add(") g ON g." + NODE + " = n." + ID);
    }

    private static void group(TestSubject subject, Side side, SqlText sql) {
        sql.add(side.column() + " AS " + NODE + ", count(*) AS " + DEGREE + " FROM " + subject.staged());
        subject.where(sql, " WHERE ", "").add(" GROUP BY " + side.column());
    }

    Optional<TestBody> degree(TestSubject subject) {
        Optional<Bounds> bounds = arguments.bounds(subject);
        String direction = arguments
                .text(subject.spec().argument("direction"))
                .map(Located::value)
                .orElse("both");
        Optional<Neighbours> found = neighbours(subject, direction);
        if (bounds.isEmpty() || found.isEmpty() || found.get().relationships().isEmpty()) {
            return Optional.empty();
        }
        MappedText rows = degrees(subject, found.get());
        String wrong = bounds.get().broken(DEGREE);
        MappedText query = subject.text()
                .add("SELECT " + NODE + " AS \"key\", " + DEGREE + " AS \"relationships\"\nFROM ")
                .add(rows)
                .add("\nWHERE " + wrong + "\nORDER BY 2 DESC, 1")
                .build();
        Fragment failures = Fragment.of("count_if(" + wrong + ")");
        return Optional.of(TestBody.of(
                query, new TestBody.Count(rows, failures), found.get().relationships()));
    }

    Optional<TestBody> orphans(TestSubject subject) {
        boolean limited = subject.spec().argument("max").isPresent();
        Optional<RejectLimit> max = arguments.limit(subject, "max", true);
        Optional<Neighbours> found = neighbours(subject, "both");
        if (limited != max.isPresent()
                || found.isEmpty()
                || found.get().relationships().isEmpty()) {
            return Optional.empty();
        }
        MappedText rows = degrees(subject, found.get());
        String orphans = "count_if(" + DEGREE + " = 0)";
        RejectLimit most = max.orElse(RejectLimit.ofRows(0));
        MappedText query = subject.text()
                .add("SELECT " + NODE + " AS \"key\"\nFROM (\nSELECT " + NODE + ", " + DEGREE + ", count(CASE WHEN "
                        + DEGREE + " = 0 THEN 1 END) OVER () AS \"~orphans\", count(*) OVER () AS \"~nodes\"\nFROM ")
                .add(rows)
                .add("\n) counted\nWHERE " + DEGREE + " = 0 AND " + tooMany("\"~orphans\"", "\"~nodes\"", most)
                        + "\nORDER BY 1")
                .build();
        Fragment failures =
                Fragment.of("CASE WHEN " + tooMany(orphans, "count(*)", most) + " THEN " + orphans + " ELSE 0 END");
        return Optional.of(TestBody.of(
                query, new TestBody.Count(rows, failures), found.get().relationships()));
    }

    private static String tooMany(String part, String all, RejectLimit most) {
        String amount = most.amount().toPlainString();
        return most.percent() ? part + " * 100 > " + amount + " * " + all : part + " > " + amount;
    }

    /** The relationships that count at a node, and which of their ends do. */
    private record Neighbours(List<TestedElement> relationships, String direction) {}

    /** Empty when the test names what is not there, which is reported; without relationships where the tenant has none. */
    private Optional<Neighbours> neighbours(TestSubject subject, String direction) {
        String label = subject.element().plan().name();
        Set<String> there = graph.typesAt(label);
        if (there.isEmpty()) {
            if (graph.lostTypes().isEmpty()) {
                subject.problem(DiagnosticCode.TEST_MISPLACED, "no relationship starts or ends at `" + label + "`")
                        .report(sink);
            }
            return Optional.empty();
        }
        List<Located<String>> written = arguments.texts(subject.spec().argument("types"));
        Set<String> types = new TreeSet<>(written.isEmpty() ? there : Set.of());
        boolean sound = true;
        for (Located<String> type : written) {
            if (!there.contains(type.value()) && graph.lostTypes().contains(type.value())) {
                sound = false;
            } else if (!there.contains(type.value())) {
                sound = false;
                Diagnostic.of(
                                DiagnosticCode.UNKNOWN_TEST_SUBJECT,
                                "no relationship `" + type.value() + "` starts or ends at `" + label + "`")
                        .at(type.span())
                        .hint(type.value(), List.copyOf(there), "relationships of `" + label + "`")
                        .report(sink);
            }
            types.add(type.value());
        }
        return sound ? Optional.of(new Neighbours(graph.at(label, types), direction)) : Optional.empty();
    }

    /** All nodes with the number of their relationships. */
    private MappedText degrees(TestSubject subject, Neighbours neighbours) {
        List<String> ends = new ArrayList<>();
        String label = subject.element().plan().name();
        for (TestedElement relationship : neighbours.relationships()) {
            boolean both = neighbours.direction().equals("both") || graph.isUndirected(relationship);
            if (graph.starts(relationship, label)
                    && (both || neighbours.direction().equals("out"))) {
                ends.add("SELECT " + FROM + " AS " + NODE + " FROM " + relationship.sql());
            }
            if (graph.ends(relationship, label)
                    && (both || neighbours.direction().equals("in"))) {
                ends.add("SELECT " + TO + " AS " + NODE + " FROM " + relationship.sql());
            }
        }
        if (ends.isEmpty()) {
            ends.add("SELECT " + ID + " AS " + NODE + " FROM " + subject.staged() + " WHERE false");
        }
        SqlText sql = subject.text()
                .add("(\nSELECT n." + ID + " AS " + NODE + ", COALESCE(g." + DEGREE + ", 0) AS " + DEGREE + "\nFROM ");
        if (subject.where().isPresent()) {
            subject.where(sql.add("(SELECT * FROM " + subject.staged()), " WHERE ", ")");
        } else {
            sql.add(subject.staged());
        }
        return sql.add(" n\nLEFT JOIN (SELECT " + NODE + ", count(*) AS " + DEGREE + " FROM (\n"
                        + String.join("\nUNION ALL\n", ends) + "\n) ends GROUP BY " + NODE + ") g ON g." + NODE
                        + " = n." + ID + "\n) degrees")
                .build();
    }
}
