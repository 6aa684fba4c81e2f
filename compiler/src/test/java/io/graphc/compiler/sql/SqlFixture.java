package io.graphc.compiler.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.sql.trino.TrinoSqlFrontend;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.Column;
import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A query under test; carets around a part of it say where a problem is expected. Immutable. */
public final class SqlFixture {
    public static final Instant AS_OF = Instant.parse("2026-11-01T12:34:56.789Z");
    private static final SqlFrontend FRONTEND = TrinoSqlFrontend.create();

    private final String text;
    private final int start;
    private final int end;
    private final TableLookup tables;
    private final UnaryOperator<SqlRequest> change;

    private SqlFixture(String text, int start, int end, TableLookup tables, UnaryOperator<SqlRequest> change) {
        this.text = text;
        this.start = start;
        this.end = end;
        this.tables = tables;
        this.change = change;
    }

    /** A query over the tables. */
    public static SqlFixture sql(TableLookup tables, String marked) {
        int first = marked.indexOf('^');
        int second = marked.indexOf('^', first + 1);
        String text = marked.replace("^", "");
        return new SqlFixture(text, first, second < 0 ? first : second - 1, tables, UnaryOperator.identity());
    }

    /** The same with other settings. */
    public SqlFixture given(UnaryOperator<SqlRequest> settings) {
        return new SqlFixture(text, start, end, tables, settings);
    }

    /** What came of it. */
    public record Analyzed(TypedQuery query, List<Diagnostic> diagnostics) {}

    public Analyzed analyze() {
        List<Diagnostic> found = new ArrayList<>();
        MappedText mapped = MappedText.of(new SourceFile("models/m.sql", text));
        SqlRequest request = change.apply(SqlRequest.model("m", mapped, tables, AS_OF));
        return new Analyzed(FRONTEND.analyze(request, found::add), found);
    }

    /** Accepted without a word, with these columns: {@code "id bigint not null", "total double"}. */
    public TypedQuery columns(String... expected) {
        Analyzed analyzed = analyze();
        assertThat(analyzed.diagnostics()).as(text).isEmpty();
        assertThat(analyzed.query().opaque()).as(text).isFalse();
        assertThat(analyzed.query().schema().stream().map(SqlFixture::shown).collect(Collectors.joining(", ")))
                .as(text)
                .isEqualTo(String.join(", ", expected));
        return analyzed.query();
    }

    public static String shown(Column column) {
        return column.name() + " " + column.type() + (column.nullable() ? "" : " not null");
    }

    /** One problem, of this code and message, at the marked range. */
    public Diagnostic fails(DiagnosticCode code, String message) {
        Analyzed analyzed = analyze();
        assertThat(analyzed.diagnostics().stream().map(one -> one.code() + ": " + one.message()))
                .as(text)
                .containsExactly(code + ": " + message);
        Diagnostic only = analyzed.diagnostics().get(0);
        assertThat(analyzed.query().valid()).isEqualTo(!only.isError());
        if (start >= 0) {
            assertThat(only.primary().orElseThrow().text()).as(text).isEqualTo(text.substring(start, end));
            assertThat(only.primary().orElseThrow().startOffset()).as(text).isEqualTo(start);
        }
        return only;
    }
}
