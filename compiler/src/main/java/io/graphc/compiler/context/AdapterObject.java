package io.graphc.compiler.context;

import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.compiler.resolve.ProjectNames.Entry;
import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.None;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.TemplateCallable;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.TemplateObject;
import io.graphc.compiler.template.value.Undefined;
import io.graphc.compiler.template.value.Values;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * dbt's {@code adapter}, answered from the project: its relations are those of its sources, seeds and models, their columns
 * those that are declared, found in the catalog or told from SQL. What would change the engine is refused. Belongs to one
 * rendering.
 *
 * @param self the id of the model that is rendered, which is not there before it is built; or empty
 */
record AdapterObject(
        ProjectNames names, RelationColumns columns, MacroDispatch dispatch, String self, CallRecorder recorder)
        implements TemplateObject {
    private static final Signature QUOTE = Signature.of("quote", "identifier", "quote_key?");
    private static final Signature NOTHING = Signature.of("type");
    private static final Signature GET_RELATION = Signature.of("get_relation", "database?", "schema", "identifier");
    private static final Signature LOAD_RELATION = Signature.of("load_relation", "relation");
    private static final Signature COLUMNS = Signature.of("get_columns_in_relation", "relation");
    private static final Signature MISSING = Signature.of("get_missing_columns", "from_relation", "to_relation");
    private static final Signature EXISTS = Signature.of("already_exists", "schema", "name");
    private static final Signature SCHEMA_EXISTS = Signature.of("check_schema_exists", "database", "schema");
    private static final Signature SCHEMA = Signature.of("list_relations", "database?", "schema?");
    private static final List<String> ASKING = List.of(
            "dispatch",
            "quote",
            "quote_as_configured",
            "type",
            "get_relation",
            "load_relation",
            "get_columns_in_relation",
            "get_missing_columns",
            "already_exists",
            "check_schema_exists",
            "list_relations",
            "Relation",
            "Column",
            "behavior");
    private static final Set<String> CHANGING = Set.of(
            "create_schema",
            "drop_schema",
            "drop_relation",
            "rename_relation",
            "truncate_relation",
            "expand_target_column_types",
            "execute",
            "add_query",
            "commit",
            "clean_up_table",
            "delete_from_s3");

    @Override
    public String kind() {
        return "adapter";
    }

    @Override
    public List<String> attributeNames() {
        return ASKING;
    }

    @Override
    public Optional<Object> attribute(String name) {
        return switch (name) {
            case "Relation" -> Optional.of(ApiObject.RELATION);
            case "Column" -> Optional.of(ApiObject.ColumnClass.INSTANCE);
            case "behavior" -> Optional.of(Behavior.ALL);
            default -> Optional.ofNullable(function(name));
        };
    }

    private @Nullable TemplateCallable function(String name) {
        return switch (name) {
            case "quote", "quote_as_configured", "quote_seed_column" ->
                call -> RelationName.quote(QUOTE.bind(call).text("identifier"));
            case "dispatch" -> dispatch::call;
            case "type" ->
                call -> {
                    NOTHING.bind(call);
                    return "athena";
                };
            case "get_relation" -> this::getRelation;
            case "load_relation" -> this::loadRelation;
            case "get_columns_in_relation" -> call -> values(columnsOf(COLUMNS.bind(call), "relation"));
            case "get_missing_columns" -> this::missingColumns;
            case "already_exists" ->
                call -> {
                    BoundArguments arguments = EXISTS.bind(call);
                    return find(arguments.text("schema"), arguments.text("name"))
                            .isPresent();
                };
            case "check_schema_exists" ->
                call -> names.hasSchema(SCHEMA_EXISTS.bind(call).text("schema"));
            case "list_relations", "list_relations_without_caching" -> this::listRelations;
            default -> CHANGING.contains(name) ? call -> refuse(name, call) : null;
        };
    }

    /** dbt's flags of an adapter's behaviour, which are all off. */
    private enum Behavior implements TemplateObject {
        ALL,
        OFF;

        @Override
        public String kind() {
            return "flag";
        }

        @Override
        public Optional<Object> attribute(String name) {
            return Optional.of(this == ALL ? OFF : (Object) false);
        }

        @Override
        public boolean isTrue() {
            return this == ALL;
        }

        @Override
        public String print() {
            return "False";
        }
    }

    @Override
    public String print() {
        return "<adapter>";
    }

    private Optional<Entry> find(String schema, String identifier) {
        return names.relation(schema, identifier)
                .filter(entry -> entry.disabled().isEmpty() && !entry.id().equals(self));
    }

    private Object getRelation(CallArguments call) {
        BoundArguments arguments = GET_RELATION.bind(call);
        return found(find(arguments.text("schema"), arguments.text("identifier")), call);
    }

    private Object loadRelation(CallArguments call) {
        RelationValue relation = relation(LOAD_RELATION.bind(call), "relation");
        return found(find(relation.name().schema(), relation.name().identifier()), call);
    }

    /** A relation that was found is read, so that it is built first. */
    private Object found(Optional<Entry> entry, CallArguments call) {
        entry.ifPresent(found -> recorder.reads(found, call.span()));
        return entry.<Object>map(RelationValue::of).orElse(None.NONE);
    }

    private static RelationValue relation(BoundArguments arguments, String parameter) {
        Object value = arguments.value(parameter);
        if (value instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (value instanceof RelationValue relation) {
            return relation;
        }
        throw TemplateFailure.error("`" + parameter + "` must be a relation, found " + Values.kind(value))
                .at(arguments.span(parameter))
                .help("hand on what `ref`, `source`, `this` or `adapter.get_relation` gives");
    }

    private List<Column> columnsOf(BoundArguments arguments, String parameter) {
        RelationValue relation = relation(arguments, parameter);
        if (relation.id().isEmpty()) {
            Optional<Entry> named =
                    names.relation(relation.name().schema(), relation.name().identifier());
            if (named.isEmpty()) {
                warnUnknown(relation, arguments);
                return List.of();
            }
            recorder.reads(named.get(), arguments.span(parameter));
            return columnsOf(named.get().id());
        }
        return columnsOf(relation.id());
    }

    private List<Column> columnsOf(String id) {
        if (id.equals(self)) {
            return List.of();
        }
        Optional<List<Column>> known = columns.columns(id);
        if (known.isEmpty()) {
            recorder.awaits(id);
        }
        return known.orElse(List.of());
    }

    private void warnUnknown(RelationValue relation, BoundArguments arguments) {
        Diagnostic.of(
                        DiagnosticCode.QUERY_NOT_RUN,
                        "the columns of `" + relation.print() + "` are not known while compiling, so there are none")
                .at(arguments.call().origin())
                .note("it is no source, seed or model of the project")
                .help("declare it as a source with its columns, and name it by `source(...)`")
                .report(recorder);
    }

    private static List<Object> values(List<Column> columns) {
        return columns.stream().<Object>map(ColumnValue::of).toList();
    }

    private Object missingColumns(CallArguments call) {
        BoundArguments arguments = MISSING.bind(call);
        List<Column> from = columnsOf(arguments, "from_relation");
        Set<String> there = columnsOf(arguments, "to_relation").stream()
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return values(from.stream()
                .filter(column -> !there.contains(column.name().toLowerCase(Locale.ROOT)))
                .toList());
    }

    private Object listRelations(CallArguments call) {
        Map<String, Object> found = new LinkedHashMap<>();
        BoundArguments arguments = SCHEMA.bind(call);
        String schema = arguments.value("database") instanceof RelationValue relation
                ? relation.name().schema()
                : arguments.text("schema");
        for (Entry entry : names.relationsIn(schema)) {
            if (entry.disabled().isEmpty() && !entry.id().equals(self)) {
                found.put(entry.id(), RelationValue.of(entry));
            }
        }
        return new ArrayList<>(found.values());
    }

    private static Object refuse(String name, CallArguments call) {
        throw TemplateFailure.of(
                        DiagnosticCode.NOT_SUPPORTED,
                        "`adapter." + name + "` changes the engine, which templates cannot do")
                .at(call.span());
    }
}
