package io.graphc.compiler.datatest;

import io.graphc.compiler.query.SqlText;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.project.yaml.YamlSequence;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the values that a column is compared with, and reports those that no value of the column can equal. */
final class ValueReader {
    private final TestUse use;
    private final ArgumentReader arguments;

    ValueReader(TestUse use) {
        this.use = use;
        this.arguments = use.arguments();
    }

    /** A list of values, each a literal of the column's type; empty when there is none, or one is wrong. */
    List<Located<String>> list(String argument) {
        if (!(arguments.node(argument).orElse(null) instanceof YamlSequence list)) {
            return List.of();
        }
        // An item that is a list or a map was reported with the file.
        if (!list.items().stream().allMatch(YamlScalar.class::isInstance)) {
            return List.of();
        }
        if (list.items().isEmpty() || list.items().stream().anyMatch(item -> ((YamlScalar) item).isNull())) {
            arguments.report(arguments
                    .problem(DiagnosticCode.VALUE_NOT_ALLOWED, "`" + argument + "` is not a list of single values")
                    .at(list.span()));
            return List.of();
        }
        boolean quote = arguments.flag("quote", true);
        List<Located<String>> values = new ArrayList<>();
        list.items().forEach(item -> value((YamlScalar) item, quote).ifPresent(values::add));
        return arguments.isSound() ? values : List.of();
    }

    private Optional<Located<String>> value(YamlScalar item, boolean quote) {
        Optional<Located<String>> rendered = arguments.text(item);
        // The blanks around a text belong to it.
        Optional<String> text = rendered.map(found -> item.isTemplate() ? found.value() : item.text());
        return text.flatMap(found -> literal(item, found, quote)).map(sql -> Located.of(sql, item.span()));
    }

    private Optional<String> literal(YamlScalar item, String text, boolean quote) {
        boolean bare = item.isNumber() || item.isBoolean() || item.isTemplate() || !quote;
        Optional<SqlType> type = use.value().column().map(column -> column.type());
        if (type.isEmpty() || !TypedLiteral.knows(type.get())) {
            return Optional.of(bare ? text : SqlText.literal(text));
        }
        SqlType known = type.get();
        boolean wantsBare = TypedLiteral.isNumeric(known) || known == SqlTypes.BOOLEAN;
        Optional<TypedLiteral> literal = TypedLiteral.of(text.strip(), known);
        if (SqlTypes.isText(known)) {
            literal = TypedLiteral.of(text, known);
        }
        if (literal.isPresent() && (bare || !wantsBare)) {
            return literal.map(TypedLiteral::sql);
        }
        if (!quote && !item.isNumber() && !item.isBoolean()) {
            // As in dbt, what is not quoted may be any expression.
            return Optional.of(text);
        }
        mismatch(item, text, known, literal.isPresent());
        return Optional.empty();
    }

    private void mismatch(YamlScalar item, String text, SqlType type, boolean inQuotes) {
        Diagnostic.Builder problem = arguments
                .problem(
                        DiagnosticCode.TYPE_MISMATCH,
                        "`" + text + "` is no value of `" + use.value().name() + "`, which is of type `" + type + "`")
                .at(item.span());
        if (inQuotes) {
            problem.help("write it without quotes: `" + text.strip() + "`");
        } else if (SqlTypes.isText(type)) {
            problem.help("a bound of texts is a text in SQL, as `\"'" + text + "'\"`");
        } else {
            problem.help("write " + TypedLiteral.expected(type) + ", or leave it out: the column never holds it");
        }
        arguments.report(problem);
    }

    /** A bound: a literal of the column's type, or else SQL. */
    Optional<Bound> bound(String argument) {
        Optional<Located<String>> text = arguments.text(argument);
        if (text.isEmpty() || !(arguments.node(argument).orElse(null) instanceof YamlScalar scalar)) {
            return Optional.empty();
        }
        Located<String> written = text.get();
        Optional<SqlType> type =
                use.value().column().map(column -> column.type()).filter(TypedLiteral::knows);
        Optional<TypedLiteral> literal = type.filter(known -> !SqlTypes.isText(known))
                .flatMap(known -> TypedLiteral.of(written.value(), comparable(known)));
        if (literal.isPresent()) {
            return literal.map(found -> new Bound(found.sql(), found, written));
        }
        if (type.isPresent() && (scalar.isNumber() || scalar.isBoolean())) {
            mismatch(scalar, written.value(), type.get(), false);
            return Optional.empty();
        }
        String sql = "(" + written.value() + SqlText.closing(written.value());
        return Optional.of(new Bound(sql, new TypedLiteral(sql, Optional.empty()), written));
    }

    /** A whole number may have a bound that is none, or is beyond its type. */
    private static SqlType comparable(SqlType type) {
        return SqlTypes.isInteger(type) ? new SqlType.Decimal(38, 0) : type;
    }

    /**
     * A bound of a range.
     *
     * @param written as it stands in YAML
     */
    record Bound(String sql, TypedLiteral literal, Located<String> written) {}
}
