package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.calcite.SetQueryOperator;
import io.graphc.compiler.sql.calcite.TextPosition;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QueryBody;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.Union;
import io.trino.sql.tree.With;
import io.trino.sql.tree.WithQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** The common table expressions of one WITH clause, those that read themselves among them. */
final class WithTranslator {
    private final Translation translation;
    private final QueryTranslator queries;
    private final NameScope scope;

    /** @param scope where the names go */
    WithTranslator(Translation translation, QueryTranslator queries, NameScope scope) {
        this.translation = translation;
        this.queries = queries;
        this.scope = scope;
    }

    List<SqlNode> translate(With with) {
        List<SqlNode> items = new ArrayList<>();
        for (WithQuery item : with.getQueries()) {
            items.add(with.isRecursive() ? recursive(item) : plain(item));
        }
        return items;
    }

    private SqlNode plain(WithQuery item) {
        return translation.isRefused(item)
                ? unknown(item)
                : item(item, queries.translate(item.getQuery(), scope), false);
    }

    /** What stands under WITH RECURSIVE: it must name its columns, and can read itself in one place only. */
    private SqlNode recursive(WithQuery item) {
        String name = item.getName().getValue();
        List<Table> references = RecursionFinder.references(item.getQuery(), name);
        boolean named = item.getColumnNames().isPresent();
        if (!named) {
            report(
                    place(item.getName()),
                    Diagnostic.of(DiagnosticCode.RECURSION_RULE, "a query under `with recursive` must name its columns")
                            .help("write `" + name + " (column, ...) as (...)`"));
        }
        if (references.isEmpty()) {
            return plain(item);
        }
        Optional<Union> union = expandable(item.getQuery());
        List<Table> allowed = union.map(
                        found -> RecursionFinder.fromStep(found.getRelations().get(1), name))
                .orElse(List.of());
        Optional<Table> wrong = references.stream()
                .filter(reference -> allowed.isEmpty()
                        || !reference.getLocation().equals(allowed.get(0).getLocation()))
                .findFirst();
        wrong.ifPresent(reference -> report(
                place(reference),
                Diagnostic.of(DiagnosticCode.RECURSION_RULE, "`" + name + "` cannot read itself here")
                        .note("a recursive query is `first union all next`; `next` reads it once, in its `from`")));
        return wrong.isPresent() || !named ? unknown(item) : expanded(item, union.orElseThrow());
    }

    /** The set operation of a query that can read itself. */
    private static Optional<Union> expandable(Query query) {
        boolean plain = query.getWith().isEmpty()
                && query.getOrderBy().isEmpty()
                && query.getOffset().isEmpty()
                && query.getLimit().isEmpty();
        return plain && query.getQueryBody() instanceof Union union ? Optional.of(union) : Optional.empty();
    }

    private SqlNode expanded(WithQuery item, Union union) {
        List<Relation> relations = union.getRelations();
        SqlNode first = queries.body((QueryBody) relations.get(0), scope);
        NameScope inner = new NameScope(scope);
        List<String> names = item.getColumnNames().orElseThrow().stream()
                .map(name -> Tokens.lower(name.getValue()))
                .toList();
        inner.add(new NameScope.Cte(item.getName().getValue(), queries.isUnknown(first), names));
        SqlNode next = queries.body((QueryBody) relations.get(1), inner);
        SqlParserPos place = TextPosition.union(first.getParserPosition(), next.getParserPosition());
        SqlNode both = SetQueryOperator.recursive(union.isDistinct()).createCall(place, first, next);
        if (queries.isUnknown(first) || queries.isUnknown(next)) {
            return unknown(item);
        }
        return item(item, both, true);
    }

    /** In place of a query that was refused: columns of the names that it gives, of types that nobody knows. */
    private SqlNode unknown(WithQuery item) {
        SqlParserPos place = place(item.getName());
        List<SqlNode> values = new ArrayList<>();
        item.getColumnNames()
                .orElse(List.of(item.getName()))
                .forEach(name -> values.add(translation.poison(place(name))));
        SqlNode row = SqlStdOperatorTable.ROW.createCall(place, values);
        SqlNode query = SqlStdOperatorTable.VALUES.createCall(place, row);
        queries.markUnknown(query);
        return item(item, query, false);
    }

    private SqlNode item(WithQuery item, SqlNode query, boolean recursive) {
        SqlIdentifier name = new SqlIdentifier(item.getName().getValue(), place(item.getName()));
        @Nullable
        SqlNodeList columns = item.getColumnNames()
                .filter(names -> !queries.isUnknown(query))
                .map(names -> Translation.list(names.stream().map(this::name).toList()))
                .orElse(null);
        SqlParserPos position = translation.position(item, List.of(name, query));
        List<String> names = columns == null
                ? queries.columns(query)
                : SqlIdentifier.simpleNames(columns).stream().map(Tokens::lower).toList();
        scope.add(new NameScope.Cte(item.getName().getValue(), queries.isUnknown(query), names));
        return new SqlWithItem(
                position, name, columns, query, SqlLiteral.createBoolean(recursive, place(item.getName())));
    }

    private void report(SqlParserPos place, Diagnostic.Builder problem) {
        translation.problems().report(place, problem);
    }

    private SqlParserPos place(Table table) {
        return place(table.getName().getOriginalParts().get(0));
    }

    private SqlParserPos place(Identifier identifier) {
        int start = translation.tokens().offsetOf(identifier);
        return TextPosition.of(start, translation.tokens().endAfter(start, 0));
    }

    private SqlIdentifier name(Identifier identifier) {
        return new SqlIdentifier(identifier.getValue(), place(identifier));
    }
}
