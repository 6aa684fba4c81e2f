package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.EphemeralTable;
import io.graphc.compiler.sql.TableLookup;
import io.graphc.compiler.sql.TableSchema;
import io.graphc.compiler.sql.calcite.LiteralOperator;
import io.graphc.compiler.sql.calcite.TableIdentifier;
import io.graphc.compiler.sql.calcite.TextPosition;
import io.graphc.compiler.sql.calcite.UnnestOperator;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Spelling;
import io.trino.sql.tree.AliasedRelation;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Join;
import io.trino.sql.tree.JoinCriteria;
import io.trino.sql.tree.JoinOn;
import io.trino.sql.tree.JoinUsing;
import io.trino.sql.tree.JsonTable;
import io.trino.sql.tree.Lateral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.PatternRecognitionRelation;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QueryPeriod;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.SampledRelation;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.TableFunctionInvocation;
import io.trino.sql.tree.TableSubquery;
import io.trino.sql.tree.Unnest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSampleSpec;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** The FROM clause of one block: looks its tables up and tells the block's scope what can be named. */
final class RelationTranslator {
    /** A relation without an alias of its own, and whether its columns can be known. */
    private record Found(SqlNode node, List<String> written, String label, boolean unknown, List<String> columns) {}

    private final Translation translation;
    private final NameScope outer;
    private final NameScope scope;
    private final QueryTranslator queries;

    /**
     * @param outer what queries in the FROM clause can see
     * @param scope where the relations go
     */
    RelationTranslator(Translation translation, NameScope outer, NameScope scope, QueryTranslator queries) {
        this.translation = translation;
        this.outer = outer;
        this.scope = scope;
        this.queries = queries;
    }

    SqlNode translate(Relation relation) {
        if (relation instanceof Join join) {
            return join(join);
        }
        if (relation instanceof SampledRelation sample) {
            return sample(sample);
        }
        if (relation instanceof AliasedRelation aliased) {
            return aliased(aliased);
        }
        Found found = plain(relation);
        if (found.written().isEmpty()) {
            return unnamed(found);
        }
        String alias = found.written().get(found.written().size() - 1);
        SqlNode node = scope.hasRelation(alias) ? renamed(found.node(), List.of()) : found.node();
        return added(alias, found.written(), found, node);
    }

    /** A second relation of one name has an inner name that nobody can write; {@link ColumnTranslator} knows both. */
    private SqlNode renamed(SqlNode relation, List<SqlNode> columns) {
        List<SqlNode> operands = new ArrayList<>();
        operands.add(relation);
        operands.add(new SqlIdentifier(translation.nameRelation(), relation.getParserPosition()));
        operands.addAll(columns);
        return SqlStdOperatorTable.AS.createCall(relation.getParserPosition(), operands);
    }

    private SqlNode added(String alias, List<String> written, Found found, SqlNode node) {
        scope.add(new NameScope.Relation(alias, written, found.label(), node, found.unknown(), found.columns()));
        return node;
    }

    /** A relation that nobody names has a name that nobody can write, so that all its columns can be qualified. */
    private SqlNode unnamed(Found found) {
        SqlParserPos place = found.node().getParserPosition();
        String alias = translation.nameRelation();
        SqlNode node = SqlStdOperatorTable.AS.createCall(place, found.node(), new SqlIdentifier(alias, place));
        return added(alias, List.of(), found, node);
    }

    private Found plain(Relation relation) {
        if (relation instanceof Table table) {
            return table(table);
        }
        if (relation instanceof TableSubquery query) {
            return query(query.getQuery(), outer);
        }
        if (relation instanceof Lateral lateral) {
            Found inner = query(lateral.getQuery(), scope);
            SqlNode node = SqlStdOperatorTable.LATERAL.createCall(position(relation, inner.node()), inner.node());
            return new Found(node, List.of(), "", inner.unknown(), inner.columns());
        }
        if (relation instanceof Unnest unnest) {
            List<SqlNode> collections = new ArrayList<>();
            for (Expression expression : unnest.getExpressions()) {
                collections.add(queries.expressions(scope).translate(expression));
            }
            int start = translation.tokens().offsetOf(relation);
            SqlParserPos place = translation.span(start, translation.tokens().callEnd(start), collections);
            SqlNode node = new UnnestOperator(unnest.isWithOrdinality()).createCall(place, collections);
            return new Found(node, List.of(), "", false, List.of());
        }
        if (relation instanceof JsonTable table) {
            return found(functions().jsonTable(table));
        }
        if (relation instanceof TableFunctionInvocation invocation) {
            return functions()
                    .invocation(invocation)
                    .map(RelationTranslator::found)
                    .orElseThrow(() -> queries.expressions(scope).unsupported(relation));
        }
        if (relation instanceof PatternRecognitionRelation) {
            throw queries.expressions(scope).unsupported(relation);
        }
        return all(relation);
    }

    private TableFunctionTranslator functions() {
        return new TableFunctionTranslator(translation, queries, outer, scope);
    }

    private static Found found(TableFunctionTranslator.Rows rows) {
        return new Found(rows.node(), List.of(), "", rows.unknown(), rows.columns());
    }

    /** Relations in parentheses that get a name together. */
    private Found all(Relation relation) {
        SqlNode node = new BlockTranslator(translation, queries, outer).all(relation);
        return new Found(node, List.of(), "", queries.isUnknown(node), queries.columns(node));
    }

    private Found query(Query query, NameScope visible) {
        SqlNode node = queries.translate(query, visible);
        return new Found(node, List.of(), "", queries.isUnknown(node), queries.columns(node));
    }

    private SqlParserPos position(Node node, SqlNode part) {
        return translation.position(node, List.of(part));
    }

    private Found table(Table table) {
        List<Identifier> parts = table.getName().getOriginalParts();
        List<String> names = parts.stream().map(Identifier::getValue).toList();
        List<String> lower = names.stream().map(Tokens::lower).toList();
        int start = translation.tokens().offsetOf(parts.get(0));
        int end = translation.tokens().endAfter(translation.tokens().offsetOf(parts.get(parts.size() - 1)), 0);
        SqlParserPos place = TextPosition.of(start, end);
        Optional<NameScope.Cte> cte = names.size() == 1 ? outer.cte(names.get(0)) : Optional.empty();
        if (cte.isPresent()) {
            return new Found(
                    new SqlIdentifier(cte.get().name(), place),
                    lower,
                    names.get(0),
                    cte.get().unknown(),
                    cte.get().columns());
        }
        Optional<TableSchema> schema = find(names);
        schema.ifPresent(found -> translation.tables().add(found.label()));
        if (schema.isEmpty()) {
            reportUnknown(names, place);
        }
        TableSchema known = schema.orElseGet(() -> new TableSchema(String.join(".", names), List.of()));
        List<String> columns = known.columns().stream()
                .map(column -> Tokens.lower(column.name()))
                .toList();
        SqlNode node = new TableIdentifier(known, names, moment(table), place);
        return new Found(node, lower, known.label(), schema.isEmpty(), columns);
    }

    private String moment(Table table) {
        Optional<QueryPeriod> period = table.getQueryPeriod();
        if (period.isEmpty()) {
            return "";
        }
        SqlNode instant =
                queries.expressions(outer).translate(period.get().getEnd().orElseThrow());
        return period.get().getRangeType() + " " + translation.written(instant.getParserPosition());
    }

    private Optional<TableSchema> find(List<String> names) {
        if (names.size() == 1) {
            for (EphemeralTable ephemeral : translation.request().ephemerals()) {
                if (ephemeral.cteName().equalsIgnoreCase(names.get(0))) {
                    return Optional.of(new TableSchema(
                            ephemeral.id(), ephemeral.cteName(), ephemeral.columns(), ephemeral.facts()));
                }
            }
        }
        return translation.request().tables().find(names);
    }

    private void reportUnknown(List<String> names, SqlParserPos place) {
        String written = String.join(".", names);
        TableLookup tables = translation.request().tables();
        Diagnostic.Builder problem = Diagnostic.of(DiagnosticCode.UNKNOWN_TABLE, "table `" + written + "` not found");
        Optional<String> call = tables.call(names);
        if (call.isPresent()) {
            problem.help("write `{{ " + call.get() + " }}`: a query reads what it names by `ref()` and `source()`");
        } else {
            List<String> known = new ArrayList<>(names.size() == 1 ? scope.cteNames() : List.of());
            known.addAll(tables.labels());
            boolean whole = !Spelling.nearest(written, known).isEmpty();
            problem.hint(whole ? written : names.get(names.size() - 1), known, "tables");
        }
        translation.problems().report(place, problem);
    }

    private SqlNode aliased(AliasedRelation aliased) {
        Found found = plain(aliased.getRelation());
        String alias = aliased.getAlias().getValue();
        List<SqlNode> operands = new ArrayList<>();
        operands.add(found.node());
        operands.add(name(aliased.getAlias()));
        if (aliased.getColumnNames() != null && !found.unknown()) {
            aliased.getColumnNames().forEach(column -> operands.add(name(column)));
        }
        SqlParserPos place = translation.span(
                TextPosition.start(found.node().getParserPosition()),
                TextPosition.end(found.node().getParserPosition()),
                operands);
        SqlNode node = scope.hasRelation(Tokens.lower(alias))
                ? renamed(found.node(), operands.subList(2, operands.size()))
                : SqlStdOperatorTable.AS.createCall(place, operands);
        String label = found.label().isEmpty() ? alias : found.label();
        List<String> columns = aliased.getColumnNames() == null
                ? found.columns()
                : aliased.getColumnNames().stream()
                        .map(column -> Tokens.lower(column.getValue()))
                        .toList();
        scope.add(new NameScope.Relation(Tokens.lower(alias), List.of(), label, node, found.unknown(), columns));
        return node;
    }

    private SqlIdentifier name(Identifier identifier) {
        int start = translation.tokens().offsetOf(identifier);
        return new SqlIdentifier(
                identifier.getValue(),
                TextPosition.of(start, translation.tokens().endAfter(start, 0)));
    }

    private SqlNode sample(SampledRelation sample) {
        SqlNode relation = translate(sample.getRelation());
        SqlNode percentage = queries.expressions(outer).translate(sample.getSamplePercentage());
        SqlSampleSpec spec = SqlSampleSpec.createTableSample(
                sample.getType() == SampledRelation.Type.BERNOULLI, percent(percentage));
        return SqlStdOperatorTable.TABLESAMPLE.createCall(
                relation.getParserPosition(), relation, SqlLiteral.createSample(spec, relation.getParserPosition()));
    }

    /** The percentage where it is a number; what else it is, only the engine has to know. */
    private static BigDecimal percent(SqlNode percentage) {
        return percentage instanceof SqlCall call
                        && call.getOperator() instanceof LiteralOperator literal
                        && literal.value().matches("[0-9]+(\\.[0-9]*)?([eE][0-9]{1,3})?")
                ? new BigDecimal(literal.value()).movePointLeft(2)
                : BigDecimal.ONE;
    }

    private SqlNode join(Join join) {
        int first = scope.relations().size();
        SqlNode left = translate(join.getLeft());
        int middle = scope.relations().size();
        SqlNode right = translate(join.getRight());
        JoinType type = joinType(join.getType());
        @Nullable SqlNode condition = null;
        JoinConditionType conditionType = JoinConditionType.NONE;
        JoinCriteria criteria = join.getCriteria().orElse(null);
        if (criteria instanceof JoinOn on) {
            condition = queries.expressions(scope).translate(on.getExpression());
            conditionType = JoinConditionType.ON;
        } else if (criteria instanceof JoinUsing using) {
            List<Identifier> common = known(using.getColumns());
            condition = common.isEmpty()
                    ? translation.poison(left.getParserPosition())
                    : Translation.list(common.stream().map(this::usingColumn).toList());
            conditionType = common.isEmpty() ? JoinConditionType.ON : JoinConditionType.USING;
            common.forEach(column -> merge(column, first, middle));
        } else if (criteria != null) {
            condition = natural(left, right);
            conditionType = JoinConditionType.ON;
        }
        List<SqlNode> parts = condition == null ? List.of(left, right) : List.of(left, right, condition);
        SqlParserPos place = translation.span(
                TextPosition.start(left.getParserPosition()), TextPosition.end(left.getParserPosition()), parts);
        return new SqlJoin(
                place,
                left,
                SqlLiteral.createBoolean(false, place),
                type.symbol(place),
                right,
                conditionType.symbol(place),
                condition);
    }

    /** Trino reads NATURAL and then refuses it. */
    private SqlNode natural(SqlNode left, SqlNode right) {
        int end = translation.tokens().endOfNext(TextPosition.end(left.getParserPosition()), "natural");
        SqlParserPos place = TextPosition.of(end - "natural".length(), end);
        translation
                .problems()
                .report(
                        place,
                        Diagnostic.of(DiagnosticCode.JOIN_RULE, "Trino does not know `natural` joins")
                                .help("name the columns: `join ... using (...)`"));
        return translation.poison(right.getParserPosition());
    }

    /** The columns of USING that were not found wrong before. */
    private List<Identifier> known(List<Identifier> columns) {
        return columns.stream()
                .filter(column -> !translation.isPoisoned(name(column).getParserPosition()))
                .toList();
    }

    /** Makes one column of those of both sides. */
    private void merge(Identifier column, int first, int middle) {
        String key = Tokens.lower(column.getValue());
        List<NameScope.Relation> all = scope.relations();
        List<NameScope.Relation> owners = new ArrayList<>();
        for (int i = first; i < all.size(); i++) {
            boolean has = all.get(i).columns().contains(key);
            boolean merged = i < middle && owners.size() == 1 && !scope.isUsing(owners.get(0), key);
            if (has && !merged) {
                owners.add(all.get(i));
            }
        }
        scope.add(new NameScope.UsingColumn(key, owners));
    }

    private SqlIdentifier usingColumn(Identifier column) {
        SqlIdentifier name = name(column);
        translation.use(
                name.getParserPosition(), new Translation.ColumnUse(List.of(column.getValue()), scope, false, false));
        return name;
    }

    private static JoinType joinType(Join.Type type) {
        return switch (type) {
            case CROSS -> JoinType.CROSS;
            case INNER -> JoinType.INNER;
            case LEFT -> JoinType.LEFT;
            case RIGHT -> JoinType.RIGHT;
            case FULL -> JoinType.FULL;
            case IMPLICIT -> JoinType.COMMA;
        };
    }
}
