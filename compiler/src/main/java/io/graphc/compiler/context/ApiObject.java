package io.graphc.compiler.context;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.TemplateCallable;
import io.graphc.compiler.template.value.TemplateObject;
import io.graphc.plan.RelationName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** dbt's {@code api}: makes relations and columns (docs.getdbt.com, "dbt Classes"). */
enum ApiObject implements TemplateObject {
    API("api"),
    RELATION("Relation"),
    COLUMN("Column");

    private static final Signature CREATE_RELATION =
            Signature.of("create", "database?", "schema?", "identifier?", "type?", "**");
    private static final Signature CREATE_COLUMN = Signature.of("Column", "column", "dtype", "*", "**");
    private static final Signature TYPE = Signature.of("translate_type", "dtype");
    private static final Signature NUMERIC = Signature.of("numeric_type", "dtype", "precision", "scale");

    /** The names that dbt's own macros translate for an adapter. */
    private static final Map<String, String> TYPES =
            Map.of("string", "varchar", "text", "varchar", "float", "double", "integer", "integer", "int", "integer");

    private final String word;

    ApiObject(String word) {
        this.word = word;
    }

    @Override
    public String kind() {
        return this == API ? "collection of classes" : "class";
    }

    @Override
    public List<String> attributeNames() {
        return switch (this) {
            case API -> List.of("Relation", "Column");
            case RELATION -> List.of("create", "Table", "View", "CTE");
            case COLUMN -> List.of("create", "translate_type", "numeric_type", "string_type");
        };
    }

    @Override
    public Optional<Object> attribute(String name) {
        return switch (this) {
            case API ->
                switch (name) {
                    case "Relation" -> Optional.of(RELATION);
                    case "Column" -> Optional.of(ColumnClass.INSTANCE);
                    default -> Optional.empty();
                };
            case RELATION ->
                switch (name) {
                    case "create" -> function(ApiObject::relation);
                    case "Table", "View", "CTE" -> Optional.of(name.toLowerCase(Locale.ROOT));
                    default -> Optional.empty();
                };
            case COLUMN ->
                switch (name) {
                    case "create" -> function(ApiObject::column);
                    case "translate_type" -> function(ApiObject::translated);
                    case "numeric_type" -> function(ApiObject::numeric);
                    case "string_type" -> function(ColumnValue::textType);
                    default -> Optional.empty();
                };
        };
    }

    /** {@code api.Column}, which can be called as well. */
    enum ColumnClass implements TemplateObject, TemplateCallable {
        INSTANCE;

        @Override
        public String kind() {
            return COLUMN.kind();
        }

        @Override
        public List<String> attributeNames() {
            return COLUMN.attributeNames();
        }

        @Override
        public Optional<Object> attribute(String name) {
            return COLUMN.attribute(name);
        }

        @Override
        public String print() {
            return COLUMN.print();
        }

        @Override
        public Object call(CallArguments call) {
            return column(call);
        }
    }

    private static Optional<Object> function(TemplateCallable callable) {
        return Optional.of(callable);
    }

    private static Object relation(CallArguments call) {
        BoundArguments arguments = CREATE_RELATION.bind(call);
        Optional<String> database =
                arguments.isGiven("database") ? Optional.of(arguments.text("database")) : Optional.empty();
        Optional<String> type = arguments.isGiven("type") ? Optional.of(arguments.text("type")) : Optional.empty();
        return RelationValue.of(
                new RelationName(
                        database.filter(text -> !text.isEmpty()),
                        arguments.text("schema", ""),
                        arguments.text("identifier", "")),
                type);
    }

    private static Object column(CallArguments call) {
        BoundArguments arguments = CREATE_COLUMN.bind(call);
        return new ColumnValue(arguments.text("column"), type(arguments.text("dtype")));
    }

    private static Object translated(CallArguments call) {
        return type(TYPE.bind(call).text("dtype"));
    }

    private static String type(String written) {
        return TYPES.getOrDefault(written.toLowerCase(Locale.ROOT), written);
    }

    private static Object numeric(CallArguments call) {
        BoundArguments arguments = NUMERIC.bind(call);
        String name = arguments.text("dtype").equalsIgnoreCase("numeric") ? "decimal" : arguments.text("dtype");
        return arguments.isGiven("precision") && arguments.isGiven("scale")
                ? name + "(" + arguments.integer("precision") + "," + arguments.integer("scale") + ")"
                : name;
    }

    @Override
    public String print() {
        return "<" + word + ">";
    }
}
