package io.graphc.compiler.mapping;

import io.graphc.compiler.mapping.PropertyTypes.Conversion;
import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.query.SqlText;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.Cardinality;
import io.graphc.plan.Column;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.project.PropertySpec;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Binds the properties of one element to columns and types. */
final class PropertyMapper {
    private final BoundRelation relation;
    private final TargetRules rules;
    private final DiagnosticSink sink;
    private final MappingContext context;
    private final ChildMapper children;
    private final Map<String, SourceSpan> places = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<MappedProperty> mapped = new ArrayList<>();
    private boolean sound = true;

    PropertyMapper(BoundRelation relation, MappingContext context) {
        this.relation = relation;
        this.rules = context.rules();
        this.sink = context.sink();
        this.context = context;
        this.children = new ChildMapper(relation, context);
    }

    /** The properties, in order; empty when one of them is wrong, which has been reported. */
    Optional<List<MappedProperty>> result() {
        return sound ? Optional.of(List.copyOf(mapped)) : Optional.empty();
    }

    /** Properties of a relation's columns, as where a mapping lists none. */
    void addColumns(List<Column> columns, SourceSpan from) {
        for (Column column : columns) {
            Optional<Conversion> conversion = PropertyTypes.natural(column.type(), context.decimals())
                    .flatMap(type -> PropertyTypes.convert(RelationName.quote(column.name()), column.type(), type));
            if (conversion.isPresent()) {
                add(column.name(), conversion.get(), from);
            } else {
                noType(column.name(), column.type(), from);
            }
        }
    }

    /** A listed property. */
    void add(PropertySpec spec, Optional<SqlType> expressionType) {
        if (spec.child().isPresent()) {
            children.map(spec, spec.child().get()).ifPresentOrElse(this::add, () -> sound = false);
            return;
        }
        if (spec.value().isPresent()) {
            constant(spec, spec.value().get());
            return;
        }
        Optional<String> sql = expressionType.isPresent()
                ? spec.expression()
                        .map(expression -> parenthesized(expression.value().text()))
                : column(spec).map(column -> RelationName.quote(column.name()));
        Optional<SqlType> type =
                expressionType.isPresent() ? expressionType : column(spec).map(Column::type);
        if (sql.isEmpty() || type.isEmpty()) {
            unknownColumn(spec);
            return;
        }
        add(spec, sql.get(), type.get());
    }

    /** A value that all elements have. */
    private void constant(PropertySpec spec, YamlScalar value) {
        Object plain = value.toValue();
        if (plain instanceof Boolean || plain instanceof Long) {
            add(spec, String.valueOf(plain), plain instanceof Boolean ? SqlTypes.BOOLEAN : SqlTypes.BIGINT);
        } else if (plain instanceof BigDecimal) {
            add(spec, "CAST(" + SqlText.literal(value.text()) + " AS double)", SqlTypes.DOUBLE);
        } else {
            Optional<MappedText> text =
                    value.isTemplate() ? context.templates().render(value.content()) : Optional.of(value.content());
            text.ifPresentOrElse(
                    rendered ->
                            add(spec, "CAST(" + SqlText.literal(rendered.text()) + " AS varchar)", SqlTypes.VARCHAR),
                    () -> sound = false);
        }
    }

    private void add(PropertySpec spec, String sql, SqlType type) {
        Optional<PropertyType> wanted = wantedType(spec, type);
        if (wanted.isEmpty()) {
            sound = false;
            return;
        }
        Optional<Conversion> conversion = PropertyTypes.convert(sql, type, wanted.get());
        if (conversion.isEmpty()) {
            cannotConvert(spec, type, wanted.get());
            return;
        }
        withCardinality(spec, conversion.get())
                .ifPresentOrElse(
                        found -> add(spec.name().value(), found, spec.name().span()), () -> sound = false);
    }

    private static String parenthesized(String sql) {
        return "(" + sql + SqlText.closing(sql);
    }

    private Optional<Column> column(PropertySpec spec) {
        return relation.column(spec.columnName().value());
    }

    private void add(String name, Conversion conversion, SourceSpan span) {
        PropertyPlan plan = new PropertyPlan(name, conversion.type(), conversion.cardinality(), conversion.sqlType());
        add(new MappedProperty(plan, conversion.sql(), span, Optional.empty()));
    }

    private void add(MappedProperty property) {
        String name = property.plan().name();
        SourceSpan span = property.span();
        if (!rules.property(name, span)) {
            sound = false;
            return;
        }
        SourceSpan first = places.putIfAbsent(name, span);
        if (first != null) {
            sound = false;
            Diagnostic.of(DiagnosticCode.DUPLICATE_PROPERTY, "property `" + name + "` is mapped twice")
                    .at(span)
                    .label(first, "first mapped here")
                    .note("names that differ only in upper and lower case meet in one column on the engine")
                    .report(sink);
            return;
        }
        mapped.add(property);
    }

    private void unknownColumn(PropertySpec spec) {
        sound = false;
        String name = spec.columnName().value();
        Diagnostic.of(
                        DiagnosticCode.UNKNOWN_PROPERTY_COLUMN,
                        "column `" + name + "` not found in `" + relation.label() + "`")
                .at(spec.columnName().span())
                .hint(name, relation.columnNames(), "columns of `" + relation.label() + "`")
                .report(sink);
    }

    private Optional<PropertyType> wantedType(PropertySpec spec, SqlType type) {
        Optional<PropertyType> wanted = PropertyTypes.wanted(spec, type, context.decimals());
        if (wanted.isEmpty() && spec.type().isEmpty()) {
            noType(spec.name().value(), type, spec.name().span());
        }
        return wanted;
    }

    private void noType(String name, SqlType type, SourceSpan span) {
        sound = false;
        Diagnostic.Builder diagnostic = Diagnostic.of(
                        DiagnosticCode.PROPERTY_TYPE,
                        "`" + name + "` of `" + relation.label() + "` is " + named(type)
                                + ", which is no property type")
                .at(span);
        if (type == SqlTypes.ANY || type == SqlTypes.UNKNOWN) {
            diagnostic.help("say which type it has: `{name: " + name + ", type: string}`");
        } else if (type instanceof SqlType.Decimal) {
            diagnostic.help("say which type it has: `{name: " + name
                    + ", type: string}` keeps every digit, `type: double` rounds; or for all with `decimal` of the graph"
                    + " output");
        } else {
            diagnostic.help(
                    "turn it into text in the model, " + example(name, type) + ", or leave it out of `properties`");
        }
        diagnostic.report(sink);
    }

    private static String named(SqlType type) {
        return type == SqlTypes.ANY || type == SqlTypes.UNKNOWN ? "of no known type" : "`" + type + "`";
    }

    private static String example(String name, SqlType type) {
        if (type == SqlTypes.JSON) {
            return "`json_format(" + name + ")`";
        }
        if (type == SqlTypes.VARBINARY) {
            return "`to_hex(" + name + ")`, give it `type: string` for base64";
        }
        return "`json_format(CAST(" + name + " AS json))`";
    }

    private void cannotConvert(PropertySpec spec, SqlType from, PropertyType to) {
        sound = false;
        SqlType target = from instanceof SqlType.Array
                ? SqlTypes.array(PropertyTypes.sqlTypeOf(to))
                : PropertyTypes.sqlTypeOf(to);
        Diagnostic.of(
                        DiagnosticCode.PROPERTY_TYPE,
                        "property `" + spec.name().value() + "` cannot become " + to.word() + " from `" + from + "`")
                .at(spec.type().orElse(spec.name()).span())
                .help("convert it in the model, for instance `CAST("
                        + spec.columnName().value() + " AS " + target + ")`")
                .report(sink);
    }

    private Optional<Conversion> withCardinality(PropertySpec spec, Conversion found) {
        Optional<Cardinality> written = spec.cardinality()
                .flatMap(word -> Arrays.stream(Cardinality.values())
                        .filter(candidate -> candidate.word().equals(word.value()))
                        .findFirst());
        if (spec.cardinality().isEmpty() || written.isEmpty()) {
            return Optional.of(found);
        }
        Cardinality wanted = written.get();
        boolean several = found.cardinality() != Cardinality.SINGLE;
        if (several != (wanted != Cardinality.SINGLE)) {
            Diagnostic.of(
                            DiagnosticCode.PROPERTY_TYPE,
                            "property `" + spec.name().value() + "` cannot have cardinality " + wanted.word()
                                    + ": its column is " + (several ? "an array" : "no array"))
                    .at(spec.cardinality().get().span())
                    .caption(found.sqlType().toString())
                    .report(sink);
            return Optional.empty();
        }
        return Optional.of(new Conversion(found.type(), wanted, found.sql(), found.sqlType()));
    }
}
