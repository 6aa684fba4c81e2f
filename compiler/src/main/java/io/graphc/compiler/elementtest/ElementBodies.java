package io.graphc.compiler.elementtest;

import io.graphc.compiler.query.Fragment;
import io.graphc.compiler.query.SqlText;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.CheckPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.ElementTest;
import io.graphc.plan.Proof;
import io.graphc.plan.RejectLimit;
import io.graphc.plan.RelationName;
import io.graphc.plan.RelationshipPlan;
import io.graphc.source.MappedText;
import java.util.List;
import java.util.Optional;

/** The tests that look at the elements of one type as a whole: their number, their keys, where relationships lead. */
final class ElementBodies {
    private static final String ID = RelationName.quote(ElementQuery.ID);
    private static final String FROM = RelationName.quote(ElementQuery.FROM);
    private static final String TO = RelationName.quote(ElementQuery.TO);

    private final TestedGraph graph;
    private final Arguments arguments;
    private final DiagnosticSink sink;

    ElementBodies(TestedGraph graph, Arguments arguments, DiagnosticSink sink) {
        this.graph = graph;
        this.arguments = arguments;
        this.sink = sink;
    }

    Optional<TestBody> rowCount(TestSubject subject) {
        return arguments.bounds(subject).map(bounds -> {
            MappedText failing = subject.where(
                            subject.text().add("SELECT count(*) AS \"rows\"\nFROM " + subject.staged()), "\nWHERE ", "")
                    .add("\nHAVING " + bounds.broken("count(*)"))
                    .build();
            Fragment failures = sql -> {
                String number = subject.where().isPresent() ? "\"~rows\"" : "count(*)";
                sql.add("CASE WHEN " + bounds.broken(number) + " THEN 1 ELSE 0 END");
            };
            // The number of the rows that meet a condition is wanted twice, so it has a scan of its own.
            MappedText rows = subject.where().isPresent() ? counted(subject) : rows(subject);
            return TestBody.of(failing, new TestBody.Count(rows, aggregate(subject, failures)), List.of());
        });
    }

    private static Fragment aggregate(TestSubject subject, Fragment failures) {
        return subject.where().isEmpty()
                ? failures
                : sql -> {
                    failures.addTo(sql.add("max("));
                    sql.add(")");
                };
    }

    private static MappedText counted(TestSubject subject) {
        return subject.where(
                        subject.text().add("(SELECT count(*) AS \"~rows\" FROM " + subject.staged()), " WHERE ", "")
                .add(") counted")
                .build();
    }

    private static MappedText rows(TestSubject subject) {
        return subject.text().add(subject.staged()).build();
    }

    /** A test of which each row fails or passes by itself. */
    static TestBody eachRow(TestSubject subject, String columns, Fragment failing) {
        MappedText query = condition(
                        subject,
                        failing,
                        subject.text().add("SELECT " + columns + "\nFROM " + subject.staged() + "\nWHERE "))
                .add("\nORDER BY 1")
                .build();
        Fragment failures =
                sql -> condition(subject, failing, sql.add("count_if(")).add(")");
        return TestBody.of(query, new TestBody.Count(rows(subject), failures), List.of());
    }

    private static SqlText condition(TestSubject subject, Fragment failing, SqlText sql) {
        failing.addTo(subject.where(sql, "", " AND "));
        return sql;
    }

    /** What the checks of keys find anyway. */
    TestBody key(TestSubject subject) {
        boolean unique = subject.kind().equals("unique");
        CheckPlan.Kind kind = unique ? CheckPlan.Kind.UNIQUE_KEY : CheckPlan.Kind.NOT_NULL_KEY;
        String sql = unique
                ? "SELECT " + ID + " AS \"key\", count(*) AS \"rows\"\nFROM " + subject.staged() + "\nWHERE " + ID
                        + " IS NOT NULL\nGROUP BY " + ID + "\nHAVING count(*) > 1\nORDER BY 1"
                : "SELECT " + ID + " AS \"key\"\nFROM " + subject.staged() + "\nWHERE " + ID + " IS NULL";
        Optional<Proof> proof = subject.element().plan().checks().stream()
                .filter(check -> check.kind() == kind)
                .map(check -> Proof.byTest(check.id()))
                .findFirst();
        return new TestBody(subject.text().add(sql).build(), Optional.empty(), List.of(), ElementTest.ROWS, proof);
    }

    Optional<TestBody> change(TestSubject subject) {
        boolean increase = subject.spec().argument("max_increase").isPresent();
        boolean decrease = subject.spec().argument("max_decrease").isPresent();
        if (!increase && !decrease) {
            arguments.neither(
                    subject, subject.span(), subject.spec().arguments(), List.of("max_increase", "max_decrease"));
            return Optional.empty();
        }
        Optional<RejectLimit> most = arguments.limit(subject, "max_increase", false);
        Optional<RejectLimit> least = arguments.limit(subject, "max_decrease", true);
        if (most.isPresent() != increase || least.isPresent() != decrease) {
            return Optional.empty();
        }
        MappedText rows = subject.text()
                .add("SELECT count(*) AS \"rows\"\nFROM " + subject.staged())
                .build();
        return Optional.of(
                new TestBody(rows, Optional.empty(), List.of(), ElementTest.change(most, least), Optional.empty()));
    }

    Optional<TestBody> noSelfLoops(TestSubject subject) {
        if (!leadsBack(subject)) {
            return Optional.empty();
        }
        return Optional.of(
                eachRow(subject, ID + " AS \"key\", " + FROM + " AS \"node\"", Fragment.of(FROM + " = " + TO)));
    }

    /**
     * The relationships between nodes that have some in both directions, because no others can be part of a cycle. Nodes are
     * numbered on the engine, so that whoever looks for cycles needs no dictionary of ids.
     */
    Optional<TestBody> acyclic(TestSubject subject) {
        if (!leadsBack(subject)) {
            return Optional.empty();
        }
        if (graph.isUndirected(subject.element())) {
            subject.problem(DiagnosticCode.TEST_MISPLACED, "an undirected relationship leads back by itself")
                    .note("`acyclic` follows relationships from their start to their end")
                    .report(sink);
            return Optional.empty();
        }
        SqlText sql = subject.text()
                .add("WITH links AS (\nSELECT " + FROM + " AS \"start\", " + TO + " AS \"end\" FROM "
                        + subject.staged());
        subject.where(sql, " WHERE ", "");
        sql.add("""

                ),
                inner_nodes AS (
                SELECT "key", row_number() OVER (ORDER BY "key") AS "number"
                FROM (SELECT "start" AS "key" FROM links INTERSECT SELECT "end" FROM links) ends
                )
                SELECT s."number" AS "start", e."number" AS "end", s."key" AS "key"
                FROM links l
                JOIN inner_nodes s ON s."key" = l."start"
                JOIN inner_nodes e ON e."key" = l."end\"""");
        return Optional.of(
                new TestBody(sql.build(), Optional.empty(), List.of(), ElementTest.CYCLES, Optional.empty()));
    }

    /** Whether relationships end at nodes of the type that they start at. */
    private boolean leadsBack(TestSubject subject) {
        RelationshipPlan plan = subject.element().relationship().orElseThrow();
        if (plan.startLabel().equals(plan.endLabel())) {
            return true;
        }
        subject.problem(
                        DiagnosticCode.TEST_MISPLACED,
                        "`" + plan.type() + "` leads from `" + plan.startLabel() + "` to `" + plan.endLabel()
                                + "`, never back")
                .note("`" + subject.kind() + "` is a test of relationships within one node type")
                .report(sink);
        return false;
    }
}
