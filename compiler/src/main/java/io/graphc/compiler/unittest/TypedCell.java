package io.graphc.compiler.unittest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphc.compiler.query.SqlText;
import io.graphc.compiler.sql.duckdb.DuckDbTypes;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.project.yaml.YamlSequence;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Turns written values into values of a column's type, as DuckDB writes them. What no value of the type is, is reported where
 * it is written. Safe to share between threads when its sink is.
 */
final class TypedCell {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int SHOWN_LENGTH = 40;

    private final DiagnosticSink sink;

    TypedCell(DiagnosticSink sink) {
        this.sink = sink;
    }

    /**
     * SQL for a value of a column; empty when it is none, which is reported.
     *
     * @param relation whose column it is, for messages
     */
    Optional<String> sql(YamlNode value, Column column, String relation) {
        try {
            return Optional.of(sql(value, column.type()));
        } catch (NotOfTypeException e) {
            Diagnostic.of(DiagnosticCode.UNIT_TEST_VALUE, e.reason())
                    .at(e.place())
                    .note("column `" + column.name() + "` of `" + relation + "` is `" + column.type() + "`")
                    .report(sink);
            return Optional.empty();
        }
    }

    /** A value of a key as it stands in ids; empty when it is none of the type, which is reported. */
    Optional<String> keyText(YamlNode value, Column column, String relation) {
        try {
            return Optional.of(
                    value instanceof YamlScalar scalar
                            ? ScalarText.keyText(scalar.text(), column.type())
                            : refuse(value));
        } catch (NotOfTypeException | IllegalArgumentException | ArithmeticException | DateTimeException e) {
            Diagnostic.of(DiagnosticCode.UNIT_TEST_VALUE, "this is no value of a key")
                    .at(value.span())
                    .note("column `" + column.name() + "` of `" + relation + "` is `" + column.type() + "`")
                    .report(sink);
            return Optional.empty();
        }
    }

    private static String refuse(YamlNode value) {
        throw new NotOfTypeException("a key is a single value", value.span());
    }

    /** The type's name in DuckDB; of a type that is not known, or that DuckDB lacks, nothing. */
    static Optional<String> typeName(SqlType type) {
        return type == SqlTypes.UNKNOWN ? Optional.empty() : DuckDbTypes.name(type);
    }

    private static String sql(YamlNode value, SqlType type) {
        if (value instanceof YamlScalar scalar && scalar.isNull()) {
            return "NULL";
        }
        if (type == SqlTypes.ANY) {
            return inferred(value);
        }
        if (type == SqlTypes.UNKNOWN) {
            throw new NotOfTypeException("this column is always null", value.span());
        }
        String name = typeName(type)
                .orElseThrow(() -> new NotOfTypeException(
                        "DuckDB, which unit tests run on, has no type for `" + type + "`", value.span()));
        if (type == SqlTypes.JSON) {
            return "CAST(" + ScalarText.literal(json(value)) + " AS JSON)";
        }
        if (type instanceof SqlType.Array || type instanceof SqlType.Map || type instanceof SqlType.Row) {
            return "CAST(" + nested(structured(value, type), type) + " AS " + name + ")";
        }
        if (!(value instanceof YamlScalar scalar)) {
            throw new NotOfTypeException(
                    "this is " + value.kind() + ", not " + ScalarText.expected(type), value.span());
        }
        return ScalarText.sql(scalar.text(), type)
                .orElseThrow(() -> new NotOfTypeException(
                        "`" + shortened(scalar.text()) + "` is not " + ScalarText.expected(type), value.span()));
    }

    private static String nested(YamlNode value, SqlType type) {
        if (type instanceof SqlType.Array array && value instanceof YamlSequence list) {
            return list.items().stream()
                    .map(item -> sql(item, array.element()))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (type instanceof SqlType.Map map && value instanceof YamlMapping entries) {
            return entries.entries().isEmpty() ? "MAP {}" : map(map, entries);
        }
        if (type instanceof SqlType.Row row && value instanceof YamlMapping fields) {
            return row(row, fields);
        }
        if (type instanceof SqlType.Row row && value instanceof YamlSequence list) {
            return row(row, list);
        }
        throw new NotOfTypeException("this is " + value.kind() + ", not " + ScalarText.expected(type), value.span());
    }

    private static String map(SqlType.Map type, YamlMapping entries) {
        List<String> keys = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (YamlEntry entry : entries.entries()) {
            keys.add(sql(text(entry.name(), entry.key().span()), type.key()));
            values.add(sql(entry.value(), type.value()));
        }
        return "MAP([" + String.join(", ", keys) + "], [" + String.join(", ", values) + "])";
    }

    private static String row(SqlType.Row type, YamlMapping fields) {
        for (YamlEntry entry : fields.entries()) {
            if (type.fields().stream().noneMatch(field -> field.name().equalsIgnoreCase(entry.name()))) {
                throw new NotOfTypeException(
                        "`" + type + "` has no field `" + entry.name() + "`",
                        entry.key().span());
            }
        }
        List<YamlNode> values = new ArrayList<>();
        for (SqlType.Field field : type.fields()) {
            values.add(fields.entries().stream()
                    .filter(entry -> entry.name().equalsIgnoreCase(field.name()))
                    .map(YamlEntry::value)
                    .findFirst()
                    .orElseGet(() -> nothing(fields.span())));
        }
        return row(type, new YamlSequence(fields.span(), values));
    }

    private static String row(SqlType.Row type, YamlSequence values) {
        if (values.items().size() != type.fields().size()) {
            throw new NotOfTypeException(
                    "`" + type + "` has " + type.fields().size() + " fields, here are "
                            + values.items().size(),
                    values.span());
        }
        boolean named = type.fields().stream().noneMatch(field -> field.name().isEmpty());
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < type.fields().size(); i++) {
            SqlType.Field field = type.fields().get(i);
            String sql = sql(values.items().get(i), field.type());
            fields.add(named ? SqlText.literal(field.name()) + ": " + sql : sql);
        }
        return named ? "{" + String.join(", ", fields) + "}" : "row(" + String.join(", ", fields) + ")";
    }

    /** A value without a type takes that of how it is written. */
    private static String inferred(YamlNode value) {
        if (!(value instanceof YamlScalar scalar)) {
            throw new NotOfTypeException("the type of this column is not known", value.span());
        }
        if (scalar.isBoolean()) {
            return scalar.text().toLowerCase(Locale.ROOT);
        }
        return scalar.isNumber() ? scalar.text() : ScalarText.literal(scalar.text());
    }

    /** What a text in JSON stands for, where the type has parts. */
    private static YamlNode structured(YamlNode value, SqlType type) {
        if (!(value instanceof YamlScalar scalar)) {
            return value;
        }
        try {
            return node(JSON.readTree(scalar.text()), value.span());
        } catch (JsonProcessingException e) {
            throw new NotOfTypeException(
                    "`" + shortened(scalar.text()) + "` is not " + ScalarText.expected(type), value.span());
        }
    }

    private static YamlNode node(JsonNode json, SourceSpan span) {
        if (json.isArray()) {
            List<YamlNode> items = new ArrayList<>();
            json.forEach(item -> items.add(node(item, span)));
            return new YamlSequence(span, items);
        }
        if (json.isObject()) {
            List<YamlEntry> entries = new ArrayList<>();
            json.properties()
                    .forEach(entry ->
                            entries.add(new YamlEntry(Located.of(entry.getKey(), span), node(entry.getValue(), span))));
            return new YamlMapping(span, entries);
        }
        return json.isNull() ? nothing(span) : text(json.asText(), span);
    }

    private static YamlScalar text(String text, SourceSpan span) {
        return new YamlScalar(span, MappedText.computed(text, span), false);
    }

    private static YamlScalar nothing(SourceSpan span) {
        return new YamlScalar(span, MappedText.computed("", span), true);
    }

    /** A text is JSON itself; anything else is written as JSON. */
    private static String json(YamlNode value) {
        try {
            if (value instanceof YamlScalar scalar) {
                JSON.readTree(scalar.text());
                return scalar.text();
            }
            return JSON.writeValueAsString(value.toValue());
        } catch (JsonProcessingException e) {
            String text = value instanceof YamlScalar scalar ? scalar.text() : value.kind();
            throw new NotOfTypeException("`" + shortened(text) + "` is not JSON", value.span());
        }
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\R", " ");
        return line.length() <= SHOWN_LENGTH ? line : line.substring(0, SHOWN_LENGTH) + "...";
    }

    /** A name in double quotes. */
    static String quoted(String name) {
        return RelationName.quote(name);
    }

    /** That a value is none of its type; caught where the column is known. */
    private static final class NotOfTypeException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String reason;
        private final transient SourceSpan place;

        NotOfTypeException(String message, SourceSpan place) {
            super(message, null, false, false);
            this.reason = message;
            this.place = place;
        }

        String reason() {
            return reason;
        }

        SourceSpan place() {
            return place;
        }
    }
}
