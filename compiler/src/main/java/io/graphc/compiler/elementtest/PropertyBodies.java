package io.graphc.compiler.elementtest;

import io.graphc.compiler.query.Fragment;
import io.graphc.compiler.query.SqlText;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.Cardinality;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlTypes;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlSequence;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The tests of the values of a property. Of a list or set every value is tested. */
final class PropertyBodies {
    private static final String ID = RelationName.quote(ElementQuery.ID);

    private final Arguments arguments;
    private final DiagnosticSink sink;

    PropertyBodies(Arguments arguments, DiagnosticSink sink) {
        this.arguments = arguments;
        this.sink = sink;
    }

    /** The test of a subject with a property. */
    Optional<TestBody> of(TestSubject subject) {
        return switch (subject.kind()) {
            case "not_null" ->
                Optional.of(
                        ElementBodies.eachRow(subject, ID + " AS \"key\"", Fragment.of(subject.column() + " IS NULL")));
            case "unique" -> Optional.of(unique(subject));
            case "length" -> length(subject);
            case "type" -> new TypeBodies(arguments, sink).of(subject);
            case "accepted_values" -> accepted(subject);
            case "range" -> range(subject);
            case "pattern" -> pattern(subject);
            default -> throw new IllegalArgumentException(subject.kind());
        };
    }

    private static TestBody unique(TestSubject subject) {
        String column = subject.column();
        SqlText sql = subject.text()
                .add("SELECT " + column + " AS \"value\", count(*) AS \"rows\"\nFROM " + subject.staged() + "\nWHERE ");
        MappedText failing = subject.where(sql, "", " AND ")
                .add(column + " IS NOT NULL\nGROUP BY " + column + "\nHAVING count(*) > 1\nORDER BY 2 DESC, 1")
                .build();
        Fragment value = text -> {
            if (subject.where().isPresent()) {
                subject.where(text.add("CASE WHEN "), "", " THEN " + column + " END");
            } else {
                text.add(column);
            }
        };
        Fragment failures = text -> {
            value.addTo(text.add("count("));
            value.addTo(text.add(") - count(DISTINCT "));
            text.add(")");
        };
        MappedText rows = subject.text().add(subject.staged()).build();
        return TestBody.of(failing, new TestBody.Count(rows, failures), List.of());
    }

    /** A test that each value passes by itself: the condition is one on {@code v}. */
    static TestBody eachValue(TestSubject subject, Condition condition) {
        PropertyPlan property = subject.property().orElseThrow();
        Fragment failing = sql -> {
            if (property.cardinality() == Cardinality.SINGLE) {
                condition.addTo(sql, subject.column());
            } else {
                condition.addTo(sql.add("any_match(" + subject.column() + ", v -> "), "v");
                sql.add(")");
            }
        };
        return ElementBodies.eachRow(subject, ID + " AS \"key\", " + subject.column() + " AS \"value\"", failing);
    }

    /** That a value is wrong. */
    @FunctionalInterface
    interface Condition {
        void addTo(SqlText sql, String value);
    }

    private Optional<TestBody> length(TestSubject subject) {
        PropertyPlan property = subject.property().orElseThrow();
        boolean several = property.cardinality() != Cardinality.SINGLE;
        if (!several && property.type() != PropertyType.STRING) {
            misplaced(subject, "texts, lists and sets");
            return Optional.empty();
        }
        String length = several ? "cardinality(" + subject.column() + ")" : "length(" + text(subject) + ")";
        return arguments
                .bounds(subject)
                .map(bounds -> ElementBodies.eachRow(
                        subject, ID + " AS \"key\", " + length + " AS \"length\"", Fragment.of(bounds.broken(length))));
    }

    /** The value as text, which {@code varchar} is by itself. */
    private static String text(TestSubject subject) {
        boolean text = SqlTypes.isText(subject.property().orElseThrow().sqlType());
        return text ? subject.column() : "CAST(" + subject.column() + " AS varchar)";
    }

    private Optional<TestBody> accepted(TestSubject subject) {
        PropertyPlan property = subject.property().orElseThrow();
        Optional<YamlNode> written = subject.spec().argument("values");
        if (written.isEmpty() || !(written.get() instanceof YamlSequence list)) {
            return Optional.empty();
        }
        List<Located<String>> texts = arguments.texts(written);
        if (list.items().isEmpty()) {
            Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "`values` names no value")
                    .at(list.span())
                    .report(sink);
        }
        List<Located<String>> values = new ArrayList<>();
        texts.forEach(text ->
                value(property, text).ifPresent(value -> values.add(Located.of(value.sql(), text.span()))));
        if (values.isEmpty() || values.size() < list.items().size()) {
            return Optional.empty();
        }
        return Optional.of(eachValue(subject, (sql, value) -> {
            String comma = value + " NOT IN (";
            for (Located<String> item : values) {
                sql.add(comma).add(item.value(), item.span());
                comma = ", ";
            }
            sql.add(")");
        }));
    }

    private Optional<TypedValue> value(PropertyPlan property, Located<String> text) {
        if (TypedValue.isBeyond(property, text.value())) {
            Diagnostic.of(DiagnosticCode.TEST_BOUNDS, "no `" + property.type().word() + "` can be this number")
                    .at(text.span())
                    .note("`" + property.name() + "` is of type `"
                            + property.type().word() + "`")
                    .report(sink);
            return Optional.empty();
        }
        Optional<TypedValue> value = TypedValue.of(property, text.value());
        if (value.isEmpty()) {
            Diagnostic.of(
                            DiagnosticCode.TEST_BOUNDS,
                            "`" + text.value() + "` is not " + TypedValue.expected(property.type()))
                    .at(text.span())
                    .note("`" + property.name() + "` is of type `"
                            + property.type().word() + "`")
                    .report(sink);
        }
        return value;
    }

    private Optional<TestBody> range(TestSubject subject) {
        PropertyPlan property = subject.property().orElseThrow();
        if (property.type() == PropertyType.STRING || property.type() == PropertyType.BOOLEAN) {
            misplaced(subject, "numbers, dates and times");
            return Optional.empty();
        }
        Optional<YamlNode> least = subject.spec().argument("min");
        Optional<YamlNode> most = subject.spec().argument("max");
        if (least.isEmpty() && most.isEmpty()) {
            arguments.neither(subject, subject.span(), subject.spec().arguments(), List.of("min", "max"));
            return Optional.empty();
        }
        Optional<Located<String>> min = arguments.text(least);
        Optional<Located<String>> max = arguments.text(most);
        Optional<TypedValue> low = min.flatMap(text -> value(property, text));
        Optional<TypedValue> high = max.flatMap(text -> value(property, text));
        if (low.isPresent() != least.isPresent() || high.isPresent() != most.isPresent()) {
            return Optional.empty();
        }
        if (low.isPresent()
                && high.isPresent()
                && low.get().number().compareTo(high.get().number()) > 0) {
            arguments.reversed(min.orElseThrow(), max.orElseThrow());
            return Optional.empty();
        }
        return Optional.of(eachValue(subject, (sql, value) -> {
            String few = low.map(found -> value + " < " + found.sql()).orElse("");
            String many = high.map(found -> value + " > " + found.sql()).orElse("");
            sql.add(few.isEmpty() || many.isEmpty() ? few + many : "(" + few + " OR " + many + ")");
        }));
    }

    private Optional<TestBody> pattern(TestSubject subject) {
        if (subject.property().orElseThrow().type() != PropertyType.STRING) {
            misplaced(subject, "texts");
            return Optional.empty();
        }
        Optional<Located<String>> regex = arguments.text(subject.spec().argument("regex"));
        if (regex.isEmpty() || !isRegex(regex.get())) {
            return Optional.empty();
        }
        Located<String> written = regex.get();
        boolean text = SqlTypes.isText(TypedValue.element(subject.property().orElseThrow()));
        return Optional.of(eachValue(
                subject,
                (sql, value) -> sql.add("NOT regexp_like(" + (text ? value : "CAST(" + value + " AS varchar)") + ", ")
                        .add(SqlText.literal(written.value()), written.span())
                        .add(")")));
    }

    private boolean isRegex(Located<String> written) {
        try {
            Pattern.compile(written.value());
            return true;
        } catch (PatternSyntaxException e) {
            Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "`regex` is no regular expression")
                    .at(written.span())
                    .note(e.getDescription() + (e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1)))
                    .report(sink);
            return false;
        }
    }

    private void misplaced(TestSubject subject, String what) {
        PropertyPlan property = subject.property().orElseThrow();
        subject.problem(
                        DiagnosticCode.TEST_MISPLACED,
                        "`" + subject.kind() + "` is a test of " + what + ", and `" + property.name() + "` is of type `"
                                + property.type().word() + "`")
                .report(sink);
    }
}
