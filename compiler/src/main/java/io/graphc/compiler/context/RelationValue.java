package io.graphc.compiler.context;

import io.graphc.compiler.resolve.ProjectNames.Entry;
import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.None;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.TemplateCallable;
import io.graphc.compiler.template.value.TemplateObject;
import io.graphc.plan.RelationName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A relation as templates see it: prints the name that SQL uses, has the attributes and methods of dbt's {@code Relation}
 * (docs.getdbt.com, "dbt Classes"). Immutable.
 *
 * @param id the id of the source, seed or model; empty for a relation that the project does not have
 * @param common the name of the common table expression that an ephemeral model is
 * @param type {@code table}, {@code view}, {@code cte} or nothing
 * @param shown which of database, schema and identifier are printed
 * @param quoted which of them are printed in quotes
 * @param condition what rows must be, so that a query of these is printed in the place of the name
 */
record RelationValue(
        String id,
        RelationName name,
        Optional<String> common,
        Optional<String> type,
        Parts shown,
        Parts quoted,
        Optional<String> condition)
        implements TemplateObject {
    private static final Signature GET = Signature.of("get", "key", "default?");
    private static final Signature NOTHING = Signature.of("relation");
    private static final Signature INCLUDE = Signature.of("include", "database?", "schema?", "identifier?");
    private static final Signature INCORPORATE = Signature.of("incorporate", "path?", "type?", "**");
    private static final Signature REPLACE_PATH = Signature.of("replace_path", "database?", "schema?", "identifier?");

    /** A choice among database, schema and identifier. */
    record Parts(boolean database, boolean schema, boolean identifier) {
        static final Parts ALL = new Parts(true, true, true);

        Parts with(BoundArguments arguments) {
            return new Parts(
                    arguments.flag("database", database),
                    arguments.flag("schema", schema),
                    arguments.flag("identifier", identifier));
        }
    }

    RelationValue(
            String id, RelationName name, Optional<String> common, Optional<String> type, Parts shown, Parts quoted) {
        this(id, name, common, type, shown, quoted, Optional.empty());
    }

    static RelationValue of(Entry entry) {
        Optional<String> common = entry.ephemeral() ? Optional.of(entry.sql()) : Optional.empty();
        Optional<String> type = entry.ephemeral() ? Optional.of("cte") : Optional.of("table");
        return new RelationValue(entry.id(), entry.read(), common, type, Parts.ALL, Parts.ALL);
    }

    static RelationValue of(RelationName name, Optional<String> type) {
        return new RelationValue("", name, Optional.empty(), type, Parts.ALL, Parts.ALL);
    }

    /** The same relation, of which a query sees some rows only; an ephemeral model's own inputs are limited. */
    RelationValue where(String rows) {
        return common.isPresent() ? this : new RelationValue(id, name, common, type, shown, quoted, Optional.of(rows));
    }

    @Override
    public String kind() {
        return "relation";
    }

    @Override
    public List<String> attributeNames() {
        return List.of(
                "database",
                "schema",
                "identifier",
                "name",
                "table",
                "type",
                "is_table",
                "is_view",
                "is_cte",
                "render",
                "include",
                "quote",
                "incorporate",
                "replace_path",
                "without_identifier",
                "information_schema");
    }

    @Override
    public Optional<Object> attribute(String attribute) {
        return switch (attribute) {
            case "database" ->
                Optional.of(name.database().<Object>map(text -> text).orElse(None.NONE));
            case "schema" -> Optional.of(name.schema());
            case "identifier", "name", "table" -> Optional.of(common.orElse(name.identifier()));
            case "type" -> Optional.of(type.<Object>map(text -> text).orElse(None.NONE));
            case "is_table" -> Optional.of(type.equals(Optional.of("table")));
            case "is_view" -> Optional.of(type.equals(Optional.of("view")));
            case "is_cte" -> Optional.of(common.isPresent());
            case "can_be_renamed", "can_be_replaced", "is_materialized_view", "is_dynamic_table" -> Optional.of(false);
            case "metadata" -> Optional.of(Map.of("type", "GraphcRelation"));
            case "information_schema" ->
                function(call -> new RelationValue(
                        "",
                        new RelationName(name.database(), "information_schema", view(call)),
                        Optional.empty(),
                        Optional.of("view"),
                        Parts.ALL,
                        Parts.ALL));
            default -> method(attribute);
        };
    }

    private static String view(CallArguments call) {
        Signature signature = Signature.of("information_schema", "view_name?");
        return signature.bind(call).text("view_name", "tables");
    }

    private Optional<Object> method(String attribute) {
        return switch (attribute) {
            case "get" -> function(this::get);
            case "render" ->
                function(call -> {
                    NOTHING.bind(call);
                    return bare();
                });
            case "include" -> function(call -> with(shown.with(INCLUDE.bind(call)), quoted));
            case "quote" -> function(call -> with(shown, quoted.with(INCLUDE.bind(call))));
            case "without_identifier" -> function(call -> with(new Parts(true, true, false), quoted));
            case "incorporate" -> function(this::incorporate);
            case "replace_path" -> function(call -> path(REPLACE_PATH.bind(call)));
            default -> Optional.empty();
        };
    }

    private static Optional<Object> function(TemplateCallable callable) {
        return Optional.of(callable);
    }

    /** dbt's relations are mappings as well, which is how packages tell them from text. */
    @Override
    public boolean isMapping() {
        return true;
    }

    private Object get(CallArguments call) {
        BoundArguments arguments = GET.bind(call);
        return attribute(arguments.text("key")).orElseGet(() -> arguments.value("default"));
    }

    private RelationValue with(Parts nowShown, Parts nowQuoted) {
        return new RelationValue(id, name, common, type, nowShown, nowQuoted, condition);
    }

    private Object path(BoundArguments arguments) {
        return renamed(new RelationName(
                arguments.isGiven("database") ? Optional.of(arguments.text("database")) : name.database(),
                arguments.text("schema", name.schema()),
                arguments.text("identifier", name.identifier())));
    }

    private RelationValue renamed(RelationName other) {
        return other.equals(name) ? this : new RelationValue("", other, Optional.empty(), type, shown, quoted);
    }

    private Object incorporate(CallArguments call) {
        BoundArguments arguments = INCORPORATE.bind(call);
        RelationName other = name;
        if (arguments.value("path") instanceof Map<?, ?> path) {
            other = new RelationName(
                    part(path, "database").or(name::database),
                    part(path, "schema").orElse(name.schema()),
                    part(path, "identifier").orElse(name.identifier()));
        }
        RelationValue renamed = renamed(other);
        return arguments.isGiven("type")
                ? new RelationValue(
                        renamed.id, other, renamed.common, Optional.of(arguments.text("type")), shown, quoted)
                : renamed;
    }

    private static Optional<String> part(Map<?, ?> path, String key) {
        Object value = path.get(key);
        return value == null || value == None.NONE ? Optional.empty() : Optional.of(value.toString());
    }

    @Override
    public String print() {
        return condition
                .map(rows -> "(select * from " + bare() + " where " + rows + ")")
                .orElseGet(this::bare);
    }

    private String bare() {
        if (common.isPresent()) {
            return common.get();
        }
        List<String> parts = new ArrayList<>();
        if (shown.database()) {
            name.database().ifPresent(text -> parts.add(quoted(text, quoted.database())));
        }
        if (shown.schema()) {
            parts.add(quoted(name.schema(), quoted.schema()));
        }
        if (shown.identifier()) {
            parts.add(quoted(name.identifier(), quoted.identifier()));
        }
        return String.join(".", parts);
    }

    private static String quoted(String text, boolean inQuotes) {
        return inQuotes ? RelationName.quote(text) : text;
    }
}
