package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.calcite.CalciteErrors;
import io.graphc.compiler.sql.calcite.CalciteErrors.Rejection;
import io.graphc.compiler.sql.calcite.Problems;
import io.graphc.compiler.sql.calcite.QueryValidator;
import io.graphc.compiler.sql.calcite.TextPosition;
import io.graphc.compiler.sql.calcite.Unnamed;
import io.graphc.compiler.sql.dialect.ForeignPhrases;
import io.graphc.compiler.sql.trino.Translation.ColumnUse;
import io.graphc.compiler.sql.trino.Translation.Range;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Puts what the validator rejects into our words, with the names that could have been meant. */
final class RejectionReporter {
    private static final int MOST_LISTED = 8;

    private final Translation translation;
    private final QueryValidator validator;
    private final Problems problems;

    RejectionReporter(Translation translation, QueryValidator validator, Problems problems) {
        this.translation = translation;
        this.validator = validator;
        this.problems = problems;
    }

    void report(Rejection rejection) {
        List<String> arguments = rejection.arguments();
        SqlParserPos position = rejection.position();
        switch (rejection.problem()) {
            case UNKNOWN_COLUMN, UNKNOWN_COLUMN_OF_RELATION -> unknownColumn(rejection);
            case UNKNOWN_RELATION -> unknownRelation(rejection);
            case AMBIGUOUS_COLUMN -> ambiguous(rejection);
            case USING_TYPES ->
                report(
                        position,
                        Diagnostic.of(
                                DiagnosticCode.TYPE_MISMATCH,
                                "cannot compare `" + arguments.get(1) + "` with `" + arguments.get(2) + "`"));
            case NOT_GROUPED -> notGrouped(position);
            case NOT_IN_DISTINCT ->
                report(
                        position,
                        Diagnostic.of(
                                DiagnosticCode.NOT_AGGREGATED,
                                "with `select distinct`, `order by` can only use what is selected: `"
                                        + written(position) + "` is not"));
            case AGGREGATE_NOT_ALLOWED ->
                report(
                        position,
                        Diagnostic.of(
                                DiagnosticCode.MISPLACED_EXPRESSION,
                                "`" + Tokens.lower(arguments.get(0)) + "` cannot hold an aggregate function"));
            case AGGREGATE_IN_ORDER_BY ->
                report(
                        position,
                        Diagnostic.of(
                                DiagnosticCode.NOT_AGGREGATED, "`order by` cannot aggregate where the query does not"));
            case GROUPING_ARGUMENT ->
                report(
                        position,
                        Diagnostic.of(
                                DiagnosticCode.NOT_AGGREGATED,
                                "`" + written(position) + "` must be in `group by` to be an argument of `grouping`"));
            case POSITION_OUT_OF_RANGE ->
                report(
                        position,
                        Diagnostic.of(
                                DiagnosticCode.UNKNOWN_COLUMN,
                                "the query has no column at position " + written(position)));
            default -> structural(rejection);
        }
    }

    private void structural(Rejection rejection) {
        List<String> arguments = rejection.arguments();
        Diagnostic.Builder problem = switch (rejection.problem()) {
            case ALIAS_COLUMN_COUNT ->
                Diagnostic.of(
                                DiagnosticCode.COLUMN_NAMES_DIFFER,
                                "the relation has " + arguments.get(0)
                                        + (arguments.get(0).equals("1") ? " column, but " : " columns, but ")
                                        + arguments.get(2)
                                        + (arguments.get(2).equals("1") ? " name is given" : " names are given"))
                        .help("name every column, or none");
            case VALUES_DIFFER ->
                Diagnostic.of(
                        DiagnosticCode.SET_OPERATION_DIFFERS,
                        "the rows of `values` must have as many columns, of types with one in common");
            case STAR_WITHOUT_FROM ->
                Diagnostic.of(DiagnosticCode.CLAUSE_RULE, "`*` needs a `from`")
                        .help("name the columns, or add a `from`");
            default ->
                Diagnostic.of(DiagnosticCode.REJECTED_BY_VALIDATOR, "the query breaks a rule of SQL")
                        .note(CalciteErrors.cleaned(rejection.text()));
        };
        report(rejection.position(), problem);
    }

    private void report(SqlParserPos position, Diagnostic.Builder problem) {
        problems.report(position, problem);
    }

    private String written(SqlParserPos position) {
        String text = translation.tokens().text().substring(TextPosition.start(position), TextPosition.end(position));
        int most = 60;
        return text.length() <= most ? text : text.substring(0, most) + "...";
    }

    private void unknownColumn(Rejection rejection) {
        String name = rejection.arguments().get(0);
        ColumnUse use = translation.columns().get(Range.of(rejection.position()));
        if (use == null) {
            report(
                    rejection.position(),
                    Diagnostic.of(DiagnosticCode.UNKNOWN_COLUMN, "column `" + name + "` not found"));
            return;
        }
        List<NameScope.Relation> candidates = use.qualified()
                ? use.scope().relation(use.parts().subList(0, 1)).stream().toList()
                : use.scope().visible();
        if (candidates.stream().anyMatch(NameScope.Relation::unknown)) {
            return;
        }
        String written = use.parts().get(use.parts().size() - 1);
        if (use.base()) {
            report(rejection.position(), unknownQualifier(written, use.scope(), candidates));
            return;
        }
        if (candidates.stream().anyMatch(relation -> validator.hasSeveral(relation.node(), written))) {
            report(
                    rejection.position(),
                    Diagnostic.of(DiagnosticCode.AMBIGUOUS_COLUMN, "column `" + written + "` is ambiguous"));
            return;
        }
        String where = candidates.size() == 1 && !candidates.get(0).label().isEmpty()
                ? " in `" + candidates.get(0).label() + "`"
                : "";
        Diagnostic.Builder problem =
                Diagnostic.of(DiagnosticCode.UNKNOWN_COLUMN, "column `" + written + "` not found" + where);
        Optional<String> foreign = use.qualified()
                ? Optional.empty()
                : ForeignPhrases.helpOfName(
                        translation.tokens().text(), TextPosition.start(rejection.position()), written);
        if (foreign.isPresent()) {
            problem.help(foreign.get());
        } else if (!use.qualified() && use.scope().hasAlias(written)) {
            problem.help("names of the select list can only be used in `order by`: repeat the expression");
        } else {
            hint(problem, written, candidates);
        }
        if (!use.qualified() && written(rejection.position()).startsWith("\"")) {
            problem.help("double quotes are for names; text stands in single quotes: `'" + written + "'`");
        }
        report(rejection.position(), problem);
    }

    /** What stands before a dot: an alias, or a column that is a row. */
    private Diagnostic.Builder unknownQualifier(String name, NameScope scope, List<NameScope.Relation> visible) {
        Diagnostic.Builder problem = Diagnostic.of(
                DiagnosticCode.UNKNOWN_COLUMN, "`" + name + "` is neither a table of this `from` nor a column");
        List<String> rows = new ArrayList<>();
        for (NameScope.Relation relation : visible) {
            validator.rowColumnNames(relation.node()).forEach(rows::add);
        }
        return Qualifiers.hint(problem, name, scope, rows);
    }

    private void hint(Diagnostic.Builder problem, String written, List<NameScope.Relation> candidates) {
        List<String> names = new ArrayList<>();
        for (NameScope.Relation relation : candidates) {
            for (String column : validator.columnNames(relation.node())) {
                if (!names.contains(column)) {
                    names.add(column);
                }
            }
        }
        List<String> near = Spelling.nearest(written, names);
        if (!names.isEmpty() && names.size() <= MOST_LISTED) {
            String subject =
                    candidates.size() == 1 && !candidates.get(0).label().isEmpty()
                            ? "`" + candidates.get(0).label() + "` has columns "
                            : "columns here: ";
            problem.note(subject + Spelling.listing(names));
        }
        if (!near.isEmpty()) {
            problem.help("did you mean " + Spelling.alternatives(near) + "?");
        }
    }

    private void unknownRelation(Rejection rejection) {
        String name = rejection.arguments().get(0);
        report(
                rejection.position(),
                Diagnostic.of(DiagnosticCode.UNKNOWN_TABLE, "`" + name + "` is no relation of this `from`"));
    }

    private void ambiguous(Rejection rejection) {
        String name = rejection.arguments().get(0);
        ColumnUse use = translation.columns().get(Range.of(rejection.position()));
        List<String> owners = new ArrayList<>();
        if (use != null) {
            for (NameScope.Relation relation : use.scope().relations()) {
                boolean has = validator.columnNames(relation.node()).stream().anyMatch(name::equalsIgnoreCase);
                if (has && !Unnamed.is(relation.alias())) {
                    owners.add(relation.alias());
                }
            }
            if (use.scope().visible().stream().anyMatch(NameScope.Relation::unknown)) {
                return;
            }
        }
        Diagnostic.Builder problem =
                Diagnostic.of(DiagnosticCode.AMBIGUOUS_COLUMN, "column `" + name + "` is ambiguous");
        if (owners.size() > 1) {
            problem.note(Spelling.listing(owners) + " each have a column `" + name + "`")
                    .help("qualify it: `" + owners.get(0) + "." + name.toLowerCase(Locale.ROOT) + "`");
        }
        report(rejection.position(), problem);
    }

    private void notGrouped(SqlParserPos position) {
        if (translation.isInUnknownFunction(position) || translation.ignoresGrouping(position)) {
            return;
        }
        boolean column = translation.columns().keySet().stream()
                .anyMatch(range ->
                        range.end() == TextPosition.end(position) && range.start() >= TextPosition.start(position));
        String what = (column ? "column `" : "`") + written(position) + "`";
        report(
                position,
                Diagnostic.of(
                        DiagnosticCode.NOT_AGGREGATED,
                        what + " must be in `group by` or inside an aggregate function"));
    }
}
