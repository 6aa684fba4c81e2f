package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.SqlDialect;
import io.graphc.compiler.sql.SqlRequest;
import io.graphc.compiler.sql.calcite.CalciteErrors;
import io.graphc.compiler.sql.calcite.CalciteErrors.Rejection;
import io.graphc.compiler.sql.calcite.Problems;
import io.graphc.compiler.sql.calcite.QueryValidator;
import io.graphc.compiler.sql.function.FunctionBinder;
import io.graphc.compiler.sql.trino.Translation.Range;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Severity;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;

/**
 * Checks one query. The validator stops at the first name it does not find: that expression is put out of the way and the
 * query checked again, until nothing is found any more. So all mistakes of a query come in one run.
 */
final class QueryAnalysis {
    /** More mistakes of names than this in one query are shown in the next run. */
    private static final int MOST_ROUNDS = 25;

    private final SqlRequest request;
    private final StatementReader.Read read;
    private final FunctionBinder functions;
    private final Problems rejected;
    private final Set<Range> poisoned = new LinkedHashSet<>();
    private final Set<Range> apart = new LinkedHashSet<>();
    private final Set<Range> ungrouped = new LinkedHashSet<>();

    /** @param problems where all problems go */
    QueryAnalysis(SqlRequest request, StatementReader.Read read, FunctionBinder functions, Problems problems) {
        this.request = request;
        this.read = read;
        this.functions = functions;
        this.rejected = problems;
    }

    /** A query that went through, mistakes put out of the way. */
    record Outcome(SqlNode tree, QueryValidator validator, Set<String> tables) {}

    /** What was found out; empty when the query is opaque or nothing can be said of its columns. */
    Optional<Outcome> run() {
        boolean refusesUnknown = request.strict() || request.dialect() == SqlDialect.DUCKDB;
        Refusals refusals = new Refusals(read.tokens(), rejected, functions.catalog());
        StatementRules.check(read.query(), refusals);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Problems found = new Problems(request.text());
            Translation translation =
                    new Translation(request, read.tokens(), found, functions.catalog(), poisoned, refusals);
            translation.readApart(apart);
            translation.takeAsGrouped(ungrouped);
            QueryValidator validator = QueryValidator.create(functions, found, refusesUnknown);
            try {
                SqlNode tree = new QueryTranslator(translation).translate(read.query());
                SqlNode validated = validator.validate(tree);
                translation.constants().check(read.query(), read.tokens(), found);
                rejected.addAll(found);
                return Optional.of(new Outcome(validated, validator, translation.tables()));
            } catch (UnsupportedConstruct construct) {
                rejected.addAll(found);
                opaque(construct);
                return Optional.empty();
            } catch (CalciteContextException exception) {
                Rejection rejection = CalciteErrors.read(exception);
                if (isFromOutside(rejection, translation) && apart.add(Range.of(rejection.position()))) {
                    continue;
                }
                new RejectionReporter(translation, validator, rejected).report(rejection);
                if (rejection.problem() == CalciteErrors.Problem.NOT_GROUPED
                        && ungrouped.add(Range.of(rejection.position()))) {
                    continue;
                }
                if (!poisoned.add(Range.of(rejection.position()))) {
                    rejected.addAll(found);
                    return Optional.empty();
                }
            } catch (RuntimeException | AssertionError | StackOverflowError surprise) {
                rejected.addAll(found);
                AnalysisDefect.report(surprise, request, rejected);
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** One value for all rows of a query within a query needs no grouping there, which the validator does not know. */
    private static boolean isFromOutside(Rejection rejection, Translation translation) {
        return rejection.problem() == CalciteErrors.Problem.NOT_GROUPED
                && translation.isFromOutside(rejection.position());
    }

    /** On DuckDB the query cannot be written, which is the one thing to say of it then. */
    private void opaque(UnsupportedConstruct construct) {
        String subject = "`" + construct.construct() + "` is not analysed, so ";
        if (request.dialect() == SqlDialect.DUCKDB) {
            rejected.report(
                    construct.position(),
                    Diagnostic.of(DiagnosticCode.NOT_ON_ENGINE, subject + "the query cannot be written for DuckDB")
                            .help("write it without that construct, or choose a target on Athena or Trino"));
            return;
        }
        Diagnostic.Builder problem = Diagnostic.of(
                        DiagnosticCode.OPAQUE_SQL, subject + "the query's columns are not known")
                .note("its columns are taken from the `columns` declared in YAML");
        rejected.report(construct.position(), request.strict() ? problem.severity(Severity.ERROR) : problem);
    }
}
