package io.graphc.compiler.sql.corpus;

import io.graphc.compiler.sql.SqlRequest;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.compiler.sql.trino.TrinoSqlFrontend;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import io.graphc.testkit.TrinoSchema;
import io.graphc.testkit.TrinoServer;
import java.util.ArrayList;
import java.util.List;

/**
 * What Trino and graphc say of one statement.
 *
 * @param errors what refuses it; an unknown function counts, which only {@code --strict} makes an error
 */
record RejectedVerdict(
        RejectedStatement statement, TrinoSchema.Analysis trino, List<Diagnostic> errors, boolean defect) {
    private static final TrinoSqlFrontend FRONTEND = TrinoSqlFrontend.create();

    static RejectedVerdict of(RejectedStatement statement, TrinoSchema.Analysis trino) {
        List<Diagnostic> found = analyze(statement.sql());
        List<Diagnostic> errors = found.stream()
                .filter(one -> one.isError() || one.code() == DiagnosticCode.UNKNOWN_FUNCTION)
                .toList();
        boolean defect = found.stream().anyMatch(one -> one.code() == DiagnosticCode.ANALYSIS_DEFECT);
        return new RejectedVerdict(statement, trino, errors, defect);
    }

    /** All that graphc has to say of a query. */
    static List<Diagnostic> analyze(String sql) {
        List<Diagnostic> found = new ArrayList<>();
        SqlRequest request = SqlRequest.model(
                        "m", MappedText.of(new SourceFile("m.sql", sql)), RejectedTables.LOOKUP, TrinoServer.NOW)
                .withoutColumnNames();
        TypedQuery query = FRONTEND.analyze(request, found::add);
        if (query.valid() == found.stream().anyMatch(Diagnostic::isError)) {
            throw new AssertionError("validity and errors differ: " + sql);
        }
        return found;
    }

    boolean isWrong() {
        return !trino.accepted();
    }

    boolean isRejected() {
        return !errors.isEmpty();
    }

    boolean isRejectedAtItsPlace() {
        TrinoSchema.Failure failure = trino.failure().orElseThrow();
        return errors.stream().anyMatch(error -> RejectedPlace.agrees(failure, error, statement.sql()));
    }

    @Override
    public String toString() {
        String theirs = trino.failure()
                .map(failure ->
                        failure.code() + " " + failure.line() + ":" + failure.column() + " " + failure.message())
                .orElse("accepted");
        List<String> ours = errors.stream()
                .map(error -> error.code() + " "
                        + error.primary().map(Object::toString).orElse("") + " " + error.message())
                .toList();
        return "\n" + statement.sql() + "\n  Trino: " + theirs + "\n  graphc: " + ours;
    }
}
