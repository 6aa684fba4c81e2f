package io.graphc.compiler.unittest;

import io.graphc.compiler.query.SqlTemplates;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.Column;
import io.graphc.project.UnitTestSpec.Format;
import io.graphc.project.UnitTestSpec.Rows;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.project.yaml.YamlSequence;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the rows of unit tests in each of their formats, by the columns of the relation that they are rows of. */
final class RowsReader {
    private final UnitTestContext context;
    private final TypedCell cells;

    RowsReader(UnitTestContext context) {
        this.context = context;
        this.cells = new TypedCell(context.sink());
    }

    /**
     * A relation that rows are of.
     *
     * @param label how messages call it
     */
    record Relation(String label, List<Column> columns) {
        Optional<Column> column(String name) {
            return columns.stream()
                    .filter(column -> column.name().equalsIgnoreCase(name))
                    .findFirst();
        }

        List<String> names() {
            return columns.stream().map(Column::name).toList();
        }
    }

    /** The rows of an input, all columns of the relation; empty when something is wrong, which is reported. */
    Optional<TypedRows> input(Rows rows, Relation relation) {
        return read(rows, relation, true);
    }

    /** Expected rows, of the columns that they name; without any row of all columns. */
    Optional<TypedRows> expected(Rows rows, Relation relation) {
        return read(rows, relation, false);
    }

    private Optional<TypedRows> read(Rows rows, Relation relation, boolean whole) {
        if (!rows.sound()) {
            return Optional.empty();
        }
        if (rows.format() == Format.SQL) {
            return text(rows).flatMap(text -> query(text, relation, whole));
        }
        if (rows.format() == Format.CSV) {
            return text(rows)
                    .flatMap(text -> CsvText.read(text, rows.span(), context.sink()))
                    .flatMap(table -> csv(table, relation, whole));
        }
        return dicts(
                rows.inline()
                        .filter(YamlSequence.class::isInstance)
                        .map(node -> ((YamlSequence) node).items())
                        .orElse(List.of()),
                relation,
                whole);
    }

    /** The text of rows that are no maps; a value of another kind was reported. */
    private Optional<MappedText> text(Rows rows) {
        if (rows.fixture().isPresent()) {
            return rows.fixture().map(MappedText::of);
        }
        if (rows.inline().isEmpty()) {
            return Optional.of(MappedText.computed("", rows.span()));
        }
        SqlTemplates templates = context.templates().sql();
        return rows.inline()
                .filter(YamlScalar.class::isInstance)
                .flatMap(node -> templates.render(((YamlScalar) node).content()));
    }

    /** Rows that are maps from column to value; null stands for a row of nulls. */
    Optional<TypedRows> dicts(List<YamlNode> items, Relation relation, boolean whole) {
        List<Map<Column, String>> rows = new ArrayList<>();
        Map<Column, SourceSpan> named = new LinkedHashMap<>();
        boolean sound = true;
        for (YamlNode item : items) {
            Map<Column, String> row = new LinkedHashMap<>();
            for (YamlEntry entry : item instanceof YamlMapping map ? map.entries() : List.<YamlEntry>of()) {
                Optional<Column> column = column(entry.key(), relation);
                Optional<String> value = column.flatMap(
                        found -> rendered(entry.value()).flatMap(node -> cells.sql(node, found, relation.label())));
                sound &= value.isPresent();
                if (value.isPresent()) {
                    named.putIfAbsent(column.get(), entry.key().span());
                    row.put(column.get(), value.get());
                }
            }
            rows.add(row);
        }
        if (!sound) {
            return Optional.empty();
        }
        List<Column> written = relation.columns().stream()
                .filter(column -> named.containsKey(column))
                .toList();
        List<List<String>> values = rows.stream()
                .map(row -> written.stream()
                        .map(column -> row.getOrDefault(column, "NULL"))
                        .toList())
                .toList();
        return Optional.of(rows(relation, written, values, whole));
    }

    private static TypedRows rows(Relation relation, List<Column> written, List<List<String>> values, boolean whole) {
        return TypedRows.of(whole || written.isEmpty() ? relation.columns() : written, written, values);
    }

    /** A value whose template, if it holds one, was rendered. */
    private Optional<YamlNode> rendered(YamlNode node) {
        if (node instanceof YamlScalar scalar && scalar.isTemplate()) {
            return context.templates()
                    .sql()
                    .render(scalar.content())
                    .map(text -> new YamlScalar(scalar.span(), text, true));
        }
        return Optional.of(node);
    }

    private Optional<TypedRows> csv(CsvText.Table table, Relation relation, boolean whole) {
        List<Optional<Column>> columns = table.header().stream()
                .map(name -> column(name.located(), relation))
                .toList();
        List<Column> order = relation.columns().stream()
                .filter(column -> columns.contains(Optional.of(column)))
                .toList();
        boolean sound = columns.stream().allMatch(Optional::isPresent) && distinct(table.header(), order);
        List<List<String>> rows = new ArrayList<>();
        for (List<YamlScalar> row : table.rows()) {
            Map<Column, String> values = new LinkedHashMap<>();
            for (int i = 0; i < row.size(); i++) {
                if (columns.get(i).isPresent()) {
                    Column column = columns.get(i).get();
                    Optional<String> value = cells.sql(row.get(i), column, relation.label());
                    sound &= value.isPresent();
                    value.ifPresent(sql -> values.put(column, sql));
                }
            }
            rows.add(order.stream()
                    .map(column -> values.getOrDefault(column, "NULL"))
                    .toList());
        }
        // A header names the columns that are compared, also where no row follows.
        return sound ? Optional.of(TypedRows.of(whole ? relation.columns() : order, order, rows)) : Optional.empty();
    }

    private boolean distinct(List<YamlScalar> header, List<Column> columns) {
        if (header.size() == columns.size()) {
            return true;
        }
        Map<String, YamlScalar> seen = new LinkedHashMap<>();
        for (YamlScalar name : header) {
            YamlScalar first = seen.putIfAbsent(name.text().toLowerCase(Locale.ROOT), name);
            if (first != null) {
                Diagnostic.of(DiagnosticCode.UNIT_TEST_VALUE, "column `" + name.text() + "` is there twice")
                        .at(name.span())
                        .label(first.span(), "the first one")
                        .report(context.sink());
                return false;
            }
        }
        // A column that is not there was reported.
        return true;
    }

    private Optional<TypedRows> query(MappedText text, Relation relation, boolean whole) {
        Optional<TypedQuery> query =
                context.checker().onDuckDb(context.asOf()).check("rows", text, List.of(), context.sink());
        if (query.isEmpty() || query.get().opaque()) {
            return Optional.empty();
        }
        List<Column> order = new ArrayList<>();
        boolean sound = true;
        for (Column column : query.get().schema()) {
            Located<String> name = Located.of(
                    column.name(), text.spanOf(0, text.text().stripTrailing().length()));
            Optional<Column> found = column(name, relation);
            sound &= found.isPresent();
            found.ifPresent(order::add);
        }
        return sound
                ? Optional.of(TypedRows.around(
                        whole ? relation.columns() : order, order, query.get().engineSql()))
                : Optional.empty();
    }

    private Optional<Column> column(Located<String> name, Relation relation) {
        Optional<Column> column = relation.column(name.value().strip());
        if (column.isEmpty()) {
            Diagnostic.of(
                            DiagnosticCode.UNKNOWN_COLUMN,
                            "column `" + name.value() + "` not found in `" + relation.label() + "`")
                    .at(name.span())
                    .hint(name.value(), relation.names(), "columns of `" + relation.label() + "`")
                    .report(context.sink());
        }
        return column;
    }
}
