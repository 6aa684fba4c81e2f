package io.graphc.compiler.sql.corpus;

import io.graphc.compiler.sql.SqlFixture;
import io.graphc.compiler.sql.SqlFrontend;
import io.graphc.compiler.sql.SqlRequest;
import io.graphc.compiler.sql.TableLookup;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.compiler.sql.trino.TrinoSqlFrontend;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import io.graphc.testkit.TrinoSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Statements that Trino and graphc are both asked about.
 *
 * @param name for reports
 */
record Corpus(String name, CorpusTables tables, List<String> statements) {
    private static final SqlFrontend FRONTEND = TrinoSqlFrontend.create();

    Corpus {
        statements = List.copyOf(statements);
    }

    /** Compares everything; the answers are in the order of the statements that Trino accepts. */
    Comparison compare() {
        List<TrinoSchema.Analysis> truth = tables.define().analyze(statements);
        List<Answer> answers = new ArrayList<>();
        List<String> refusedByTrino = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            TrinoSchema.Analysis one = truth.get(i);
            if (one.accepted()) {
                answers.add(answer(statements.get(i), one.columns(), tables.tables()));
            } else {
                refusedByTrino.add(statements.get(i) + "\n" + one.failure().orElseThrow());
            }
        }
        return new Comparison(name, answers, refusedByTrino);
    }

    private static Answer answer(String sql, List<TrinoSchema.Column> truth, TableLookup tables) {
        List<Diagnostic> found = new ArrayList<>();
        MappedText text = MappedText.of(new SourceFile("models/m.sql", sql));
        SqlRequest request =
                SqlRequest.model("m", text, tables, SqlFixture.AS_OF).withoutColumnNames();
        TypedQuery query = FRONTEND.analyze(request, found::add);
        String shown = found.stream().map(Diagnostic::message).collect(Collectors.joining("; "));
        if (found.stream().anyMatch(one -> one.code() == DiagnosticCode.ANALYSIS_DEFECT)) {
            return new Answer(sql, truth, Verdict.DEFECT, found.toString());
        }
        if (!query.valid()
                && found.stream()
                        .filter(Diagnostic::isError)
                        .allMatch(one -> one.code() == DiagnosticCode.BAD_LITERAL)) {
            return new Answer(sql, truth, Verdict.FAILING, shown);
        }
        if (!query.valid() || query.opaque()) {
            return new Answer(sql, truth, query.valid() ? Verdict.OPAQUE : Verdict.REFUSED, shown);
        }
        String wanted = truth.stream().map(Corpus::shown).collect(Collectors.joining(", "));
        String actual = query.schema().stream()
                .map(column -> column.name() + " " + Spelling.of(column.type().toString()))
                .collect(Collectors.joining(", "));
        return wanted.equals(actual)
                ? new Answer(sql, truth, Verdict.SAME, shown)
                : new Answer(sql, truth, Verdict.OTHER_TYPES, actual + " instead of " + wanted + " " + shown);
    }

    private static String shown(TrinoSchema.Column column) {
        return Spelling.lower(column.name()) + " " + Spelling.of(column.type());
    }

    /** What graphc made of a statement that Trino accepts. */
    enum Verdict {
        /** The same columns with the same types. */
        SAME,
        /** Accepted with other columns or types. */
        OTHER_TYPES,
        /** Accepted with a warning that nothing is known of its columns. */
        OPAQUE,
        /** An error. */
        REFUSED,
        /** An error of a constant that Trino finds when it runs the statement, which another test holds against it. */
        FAILING,
        /** A fault of graphc's own. */
        DEFECT
    }

    /**
     * @param truth the columns that Trino says
     * @param detail diagnostics and differing columns
     */
    record Answer(String sql, List<TrinoSchema.Column> truth, Verdict verdict, String detail) {
        Answer {
            truth = List.copyOf(truth);
        }

        @Override
        public String toString() {
            return verdict + ": " + detail.strip() + "\n" + sql + "\n;\n";
        }
    }

    /** All answers of a corpus, and the statements that were not compared because Trino refuses them. */
    record Comparison(String name, List<Answer> answers, List<String> refusedByTrino) {
        Comparison {
            answers = answers.stream()
                    .filter(one -> one.verdict() != Verdict.FAILING)
                    .toList();
            refusedByTrino = List.copyOf(refusedByTrino);
        }

        long count(Verdict verdict) {
            return answers.stream().filter(one -> one.verdict() == verdict).count();
        }

        /** Of all statements that Trino accepts, how many are accepted and understood. */
        double accepted() {
            return 1.0 * (count(Verdict.SAME) + count(Verdict.OTHER_TYPES)) / answers.size();
        }

        /** Of those, how many yield Trino's columns with Trino's types. */
        double same() {
            return 1.0 * count(Verdict.SAME) / (count(Verdict.SAME) + count(Verdict.OTHER_TYPES));
        }

        /** The counts on a line. */
        String counts() {
            return name + ": " + answers.size() + " accepted by Trino; " + count(Verdict.SAME) + " alike, "
                    + count(Verdict.OTHER_TYPES) + " of other types, " + count(Verdict.OPAQUE) + " opaque, "
                    + count(Verdict.REFUSED) + " refused\n";
        }

        String differences() {
            return answers.stream()
                    .filter(one -> one.verdict() != Verdict.SAME)
                    .map(Answer::toString)
                    .collect(Collectors.joining());
        }
    }
}
