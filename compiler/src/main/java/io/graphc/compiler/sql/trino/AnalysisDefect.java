package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.SqlDialect;
import io.graphc.compiler.sql.SqlRequest;
import io.graphc.compiler.sql.calcite.Problems;
import io.graphc.compiler.sql.calcite.TextPosition;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Severity;
import java.util.Arrays;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * An exception that the analysis should not have thrown. The query may be right, so it is not refused where it can run as
 * it is written; but the defect is said, with enough to find it by.
 */
final class AnalysisDefect {
    private static final int MOST_OF_MESSAGE = 200;
    private static final String OWN_CODE = "io.graphc.";

    private AnalysisDefect() {}

    static void report(Throwable cause, SqlRequest request, Problems problems) {
        SqlParserPos all = TextPosition.of(
                0, Math.max(request.text().text().stripTrailing().length(), 1));
        boolean duckDb = request.dialect() == SqlDialect.DUCKDB;
        boolean refused = request.strict() || duckDb;
        if (cause instanceof StackOverflowError) {
            problems.report(all, tooDeep(request, duckDb, refused));
            return;
        }
        problems.report(
                all,
                Diagnostic.of(
                                DiagnosticCode.ANALYSIS_DEFECT,
                                "graphc could not analyse `" + request.name() + "` because of a defect of its own")
                        .severity(refused ? Severity.ERROR : Severity.WARNING)
                        .note(described(cause))
                        .help("please report this note together with the query; columns declared in YAML with their "
                                + "`data_type` stand in for those that are not known"));
    }

    /** No defect: a thousand signs or parentheses inside of each other need more stack than there is. */
    private static Diagnostic.Builder tooDeep(SqlRequest request, boolean duckDb, boolean refused) {
        return Diagnostic.of(
                        duckDb ? DiagnosticCode.NOT_ON_ENGINE : DiagnosticCode.OPAQUE_SQL,
                        "`" + request.name() + "` is not analysed: its expressions are nested too deeply")
                .severity(refused ? Severity.ERROR : Severity.WARNING)
                .help("compute it in several steps, for instance in common table expressions");
    }

    private static String described(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        String shown = message.length() <= MOST_OF_MESSAGE ? message : message.substring(0, MOST_OF_MESSAGE) + "...";
        StackTraceElement[] frames = cause.getStackTrace();
        String place = frames.length == 0 ? "an unknown place" : shown(frames[0]);
        String caller = Arrays.stream(frames)
                .filter(frame -> frame.getClassName().startsWith(OWN_CODE))
                .findFirst()
                .map(frame -> ", called by " + shown(frame))
                .orElse("");
        return cause.getClass().getName() + ": " + shown + " (at " + place + caller + ")";
    }

    private static String shown(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.substring(name.lastIndexOf('.') + 1) + "." + frame.getMethodName() + ":" + frame.getLineNumber();
    }
}
