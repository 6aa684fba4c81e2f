package io.graphc.compiler.datatest;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.query.Fragment;
import io.graphc.compiler.query.QueryChecker;
import io.graphc.compiler.query.SqlText;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.Severity;
import io.graphc.plan.RelationName;
import io.graphc.plan.TestJudgement;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What the configs of a data test say of its failures: {@code severity}, {@code error_if}, {@code warn_if}, {@code fail_calc},
 * {@code limit}, {@code store_failures} and where to (docs.getdbt.com, "Data test configurations").
 *
 * @param config the config of a name that is in force
 */
public record TestRules(Function<String, Optional<Located<String>>> config) {
    private static final String ANY = "!= 0";

    public Severity severity() {
        return is("severity", "warn") ? Severity.WARNING : Severity.ERROR;
    }

    private boolean is(String name, String value) {
        return config.apply(name)
                .filter(text -> text.value().strip().equalsIgnoreCase(value))
                .isPresent();
    }

    /** Whether the number of failing rows alone tells the outcome, and the rows are not wanted. */
    public boolean isPlain() {
        return !hasConditions() && !isKept();
    }

    /** The same, where nothing else is said with another way to count the failures. */
    TestRules withFailCalc(Optional<String> usual, SourceSpan place) {
        return usual.isEmpty()
                ? this
                : new TestRules(name -> config.apply(name)
                        .or(() -> name.equals("fail_calc")
                                ? Optional.of(Located.of(usual.get(), place))
                                : Optional.empty()));
    }

    /**
     * Whether a number of failing rows that was counted elsewhere is all that is asked for.
     *
     * @param exact whether it is right where it is not 0
     */
    boolean canCount(boolean exact) {
        return config.apply("fail_calc").isEmpty() && (exact || !hasConditions());
    }

    /** Adds the number of failing rows to a query, and what the conditions say of it, as columns of a number. */
    void addTo(SqlText sql, Fragment failures, int number) {
        Fragment limited = limit().isEmpty()
                ? failures
                : text -> {
                    String most = String.valueOf(limit().getAsLong());
                    failures.addTo(text.add("CASE WHEN "));
                    failures.addTo(text.add(" > " + most + " THEN " + most + " ELSE "));
                    text.add(" END");
                };
        limited.addTo(sql);
        sql.add(" AS \"failures_" + number + "\"");
        if (hasConditions()) {
            limited.addTo(sql.add(", (("));
            part(sql.add(") "), "warn_if", ANY).add(") AS \"should_warn_" + number + "\", ((");
            limited.addTo(sql);
            part(sql.add(") "), "error_if", ANY).add(") AS \"should_error_" + number + "\"");
        }
    }

    boolean hasConditions() {
        return List.of("fail_calc", "warn_if", "error_if", "limit").stream()
                .anyMatch(name -> config.apply(name).isPresent());
    }

    /** {@code store_failures_as} wins over {@code store_failures}. */
    private boolean isKept() {
        Optional<Located<String>> kind = config.apply("store_failures_as");
        return kind.isPresent() ? !is("store_failures_as", "ephemeral") : is("store_failures", "true");
    }

    private OptionalLong limit() {
        return config.apply("limit")
                .filter(text -> text.value().strip().matches("\\d{1,18}"))
                .map(text -> OptionalLong.of(Long.parseLong(text.value().strip())))
                .orElse(OptionalLong.empty());
    }

    /**
     * What becomes of a test's failures.
     *
     * @param sql the query of the failing rows, which has no errors
     * @return empty when a condition has errors, which are reported
     */
    public Optional<TestJudgement> judgement(
            String name, MappedText sql, List<BoundRelation> reads, FailureTables tables, Check check) {
        SourceSpan place = sql.originOf(0, 0).written();
        Optional<RelationName> table = isKept() ? Optional.of(tables.of(name, config, place)) : Optional.empty();
        boolean view = is("store_failures_as", "view");
        if (!hasConditions()) {
            return Optional.of(new TestJudgement("", "", OptionalLong.empty(), table, view));
        }
        MappedText query = query(sql, place);
        return check.checker()
                .check(name, query, reads, check.sink())
                .map(checked -> new TestJudgement(checked.compiledSql(), checked.engineSql(), limit(), table, view));
    }

    /** What checks queries, and what hears of their mistakes. */
    public record Check(QueryChecker checker, DiagnosticSink sink) {}

    private MappedText query(MappedText failing, SourceSpan home) {
        SqlText sql = new SqlText(home);
        part(sql.add("SELECT CAST(("), "fail_calc", "count(*)").add(") AS bigint) AS \"failures\", (");
        part(sql, "fail_calc", "count(*)").add(") ");
        part(sql, "warn_if", ANY).add(" AS \"should_warn\", (");
        part(sql, "fail_calc", "count(*)").add(") ");
        part(sql, "error_if", ANY).add(" AS \"should_error\"\nFROM (\nSELECT * FROM (\n");
        sql.addWritten(failing).add("\n) failing");
        limit().ifPresent(limit -> sql.add("\nLIMIT " + limit));
        return sql.add("\n) failures").build();
    }

    private SqlText part(SqlText sql, String name, String usual) {
        Optional<Located<String>> written = config.apply(name);
        return written.isPresent()
                ? sql.add(written.get().value().strip(), written.get().span())
                : sql.add(usual);
    }
}
