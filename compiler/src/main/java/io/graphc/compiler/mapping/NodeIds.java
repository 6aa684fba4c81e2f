package io.graphc.compiler.mapping;

import io.graphc.compiler.mapping.ElementMapper.Written;
import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.query.SqlText;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.Column;
import io.graphc.plan.SqlType;
import io.graphc.project.NodeSpec;
import io.graphc.project.PropertySpec;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a node mapping says what the ids of its nodes are: nothing, a column, or an expression. */
final class NodeIds {
    private final NodeSpec spec;
    private final MappingContext context;
    private final Optional<Column> column;
    private final Optional<PropertySpec> expression;

    NodeIds(NodeSpec spec, BoundRelation relation, MappingContext context) {
        this.spec = spec;
        this.context = context;
        this.column = spec.id().flatMap(id -> relation.column(id.value().text().strip()));
        this.expression = spec.id().filter(id -> column.isEmpty()).map(NodeIds::computed);
    }

    private static PropertySpec computed(Located<MappedText> id) {
        return new PropertySpec(
                Located.of("id", id.span()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(id),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** The mapping's properties with the id's expression behind them, for the check of what is written in SQL. */
    Optional<List<PropertySpec>> withExpression() {
        if (expression.isEmpty()) {
            return spec.properties();
        }
        List<PropertySpec> all = new ArrayList<>(spec.properties().orElse(List.of()));
        all.add(expression.get());
        return Optional.of(all);
    }

    /** The names of the key columns; where nothing else is said, an id that is a column is the key. */
    List<Located<String>> key() {
        boolean isKey = spec.key().isEmpty() && column.isPresent();
        return isKey
                ? spec.id().stream()
                        .map(id -> Located.of(id.value().text().strip(), id.span()))
                        .toList()
                : spec.key();
    }

    /** The names of a node's key columns as far as its mapping alone tells them. */
    static List<String> writtenKey(NodeSpec spec) {
        return spec.key().isEmpty()
                ? spec.id().stream().map(id -> id.value().text().strip()).toList()
                : spec.key().stream().map(Located::value).toList();
    }

    /** SQL text for the ids; empty where they follow from the key, or when something is wrong, which is reported. */
    Optional<String> sql(Written written) {
        if (expression.isPresent() && spec.key().isEmpty()) {
            Diagnostic.of(DiagnosticCode.MISSING_KEY, "`key` is missing in a node whose `id` is an expression")
                    .at(expression.get().name().span())
                    .note("it tells which row has no id")
                    .report(context.sink());
            return Optional.empty();
        }
        Optional<SqlType> type = expression.isPresent()
                ? Optional.ofNullable(written.expressionTypes().get(expression.get()))
                : column.map(Column::type);
        if (type.isPresent() && !ElementIds.isKeyType(type.get())) {
            // A column that is the key has been refused as such.
            if (!spec.key().isEmpty()) {
                refuse(type.get());
            }
            return Optional.empty();
        }
        if (column.isPresent()) {
            return column.map(ElementIds::textSql);
        }
        return type.flatMap(found -> expression.flatMap(PropertySpec::expression))
                .map(sql -> "CAST((" + sql.value().text()
                        + SqlText.closing(sql.value().text()) + " AS varchar)");
    }

    private void refuse(SqlType type) {
        Diagnostic.of(DiagnosticCode.KEY_TYPE, "the `id` of `" + spec.label().value() + "` is `" + type + "`")
                .at(spec.id().orElseThrow().span())
                .note("an id is text, which must be the same on every engine")
                .help("cast it to `varchar`")
                .report(context.sink());
    }
}
