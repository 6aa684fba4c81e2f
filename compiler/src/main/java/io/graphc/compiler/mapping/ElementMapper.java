package io.graphc.compiler.mapping;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.query.Condition;
import io.graphc.compiler.query.SqlText;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.Column;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.project.PropertySpec;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The steps of binding that node and relationship mappings share. */
final class ElementMapper {
    private final MappingContext context;

    ElementMapper(MappingContext context) {
        this.context = context;
    }

    /**
     * What the user wrote in SQL: the condition on the rows, and the types of the properties that are expressions.
     *
     * @param sound false when something in it is wrong, which is reported
     */
    record Written(Optional<MappedText> where, Map<PropertySpec, SqlType> expressionTypes, boolean sound) {}

    /** Renders and checks the SQL of a mapping by one query over its relation, before anything is made of it. */
    Written written(
            Optional<Located<MappedText>> where,
            Optional<List<PropertySpec>> properties,
            BoundRelation relation,
            String element) {
        Condition condition = Condition.of(where.map(Located::value), context.templates());
        List<PropertySpec> computed = properties.orElse(List.of()).stream()
                .filter(spec -> spec.expression().isPresent())
                .toList();
        if (!condition.sound() || (computed.isEmpty() && condition.sql().isEmpty())) {
            return new Written(condition.sql(), Map.of(), condition.sound());
        }
        Optional<TypedQuery> checked = check(computed, condition, relation, element);
        Map<PropertySpec, SqlType> types = new LinkedHashMap<>();
        for (int i = 0; i < computed.size(); i++) {
            SqlType type = SqlTypes.ANY;
            if (checked.isPresent() && i < checked.get().columns().size()) {
                type = checked.get().columns().get(i).column().type();
            }
            types.put(computed.get(i), type);
        }
        return new Written(condition.sql(), types, checked.isPresent());
    }

    /**
     * Where an expression makes one value of many rows it is told of that alone: beside it every column of the mapping would
     * lack a {@code group by}.
     */
    private Optional<TypedQuery> check(
            List<PropertySpec> computed, Condition condition, BoundRelation relation, String element) {
        List<Diagnostic> problems = Collections.synchronizedList(new ArrayList<>());
        Optional<TypedQuery> checked = context.checker()
                .check(element, probe(computed, condition.sql(), relation), List.of(relation), problems::add);
        List<PropertySpec> aggregates = isUngrouped(problems)
                ? computed.stream()
                        .filter(spec -> aggregates(spec, relation, element))
                        .toList()
                : List.of();
        aggregates.forEach(this::aggregate);
        problems.stream()
                .filter(problem -> aggregates.isEmpty() || problem.code() != DiagnosticCode.NOT_AGGREGATED)
                .forEach(context.sink()::report);
        return checked;
    }

    private boolean aggregates(PropertySpec spec, BoundRelation relation, String element) {
        List<Diagnostic> problems = Collections.synchronizedList(new ArrayList<>());
        context.checker()
                .check(element, probe(List.of(spec), Optional.empty(), relation), List.of(relation), problems::add);
        return isUngrouped(problems);
    }

    private static boolean isUngrouped(List<Diagnostic> problems) {
        return problems.stream().anyMatch(problem -> problem.code() == DiagnosticCode.NOT_AGGREGATED);
    }

    private void aggregate(PropertySpec spec) {
        MappedText written = spec.expression().orElseThrow().value();
        Diagnostic.of(
                        DiagnosticCode.NOT_AGGREGATED,
                        "the expression of `" + spec.name().value() + "` aggregates rows")
                .at(written.spanOf(0, written.text().length()))
                .note("a mapping makes one element of each row")
                .help("aggregate with `group by` in a model, and name that model under `from`")
                .report(context.sink());
    }

    /** Beside what is written stands a column as it is, as columns do in the rows of a mapping. */
    private static MappedText probe(
            List<PropertySpec> computed, Optional<MappedText> condition, BoundRelation relation) {
        SourceSpan home = computed.isEmpty()
                ? condition.orElseThrow().spanOf(0, 1)
                : computed.get(0).name().span();
        SqlText sql = new SqlText(home).add("SELECT ");
        for (int i = 0; i < computed.size(); i++) {
            sql.addWritten(computed.get(i).expression().orElseThrow().value()).add(" AS c" + i + ", ");
        }
        String beside = relation.columnNames().stream()
                .findFirst()
                .map(RelationName::quote)
                .orElse("1");
        sql.add(beside + " AS beside FROM " + relation.sql());
        condition.ifPresent(where -> sql.add(" WHERE ").addWritten(where));
        return sql.build();
    }

    /** Key columns by name; empty when one is missing or of a type that makes no key, which is reported. */
    Optional<List<Column>> key(List<Located<String>> names, BoundRelation relation) {
        List<Column> key = new ArrayList<>();
        for (Located<String> name : names) {
            Optional<Column> column = relation.column(name.value());
            if (column.isEmpty()) {
                unknownKey(name, relation);
            } else if (!ElementIds.isKeyType(column.get().type())) {
                badKeyType(name, column.get().type());
            } else {
                key.add(column.get());
            }
        }
        return key.size() == names.size() ? Optional.of(key) : Optional.empty();
    }

    private void unknownKey(Located<String> name, BoundRelation relation) {
        Diagnostic.Builder problem = Diagnostic.of(
                        DiagnosticCode.UNKNOWN_KEY_COLUMN,
                        "key column `" + name.value() + "` not found in `" + relation.label() + "`")
                .at(name.span());
        List<String> parts =
                Stream.of(name.value().split(",", -1)).map(String::strip).toList();
        if (parts.size() > 1
                && parts.stream().allMatch(part -> relation.column(part).isPresent())) {
            problem.help("several columns are a list: `[" + String.join(", ", parts) + "]`");
        } else {
            problem.hint(name.value(), relation.columnNames(), "columns of `" + relation.label() + "`");
        }
        problem.report(context.sink());
    }

    private void badKeyType(Located<String> name, SqlType type) {
        Diagnostic.Builder diagnostic = Diagnostic.of(
                        DiagnosticCode.KEY_TYPE,
                        "`" + name.value() + "` is `" + type + "`, which cannot be part of a key")
                .at(name.span())
                .note("an id holds the key as text, which must be the same on every engine");
        if (type instanceof SqlType.Timestamp) {
            diagnostic.help("turn it into text in the model, for instance `date_format(" + name.value()
                    + ", '%Y-%m-%dT%H:%i:%s')`");
        } else if (type == SqlTypes.DOUBLE || type == SqlTypes.REAL) {
            diagnostic.help("cast it in the model to a type with an exact text, for instance `CAST(" + name.value()
                    + " AS decimal(18, 2))`");
        } else {
            diagnostic.help("use a column of text, a whole number, a decimal, a date, a boolean or a UUID");
        }
        diagnostic.report(context.sink());
    }

    /** The properties that a mapping lists, bound; empty when one is wrong, which is reported. */
    Optional<List<MappedProperty>> properties(List<PropertySpec> specs, BoundRelation relation, Written written) {
        PropertyMapper mapper = new PropertyMapper(relation, context);
        for (PropertySpec spec : specs) {
            if (spec.expression().isPresent() && !written.sound()) {
                continue;
            }
            mapper.add(spec, Optional.ofNullable(written.expressionTypes().get(spec)));
        }
        return mapper.result();
    }

    /** The properties of a mapping that lists none. */
    Optional<List<MappedProperty>> properties(BoundRelation relation, List<Column> columns, SourceSpan from) {
        PropertyMapper mapper = new PropertyMapper(relation, context);
        mapper.addColumns(columns, from);
        return mapper.result();
    }

    /** The table that an element's rows are staged in. */
    static BoundRelation staged(RelationName name, List<String> idColumns, List<PropertyPlan> properties) {
        List<Column> columns = new ArrayList<>();
        idColumns.forEach(column -> columns.add(Column.of(column, SqlTypes.VARCHAR)));
        properties.forEach(property -> columns.add(Column.of(property.name(), property.sqlType())));
        return BoundRelation.of("", name.identifier(), name, columns);
    }
}
