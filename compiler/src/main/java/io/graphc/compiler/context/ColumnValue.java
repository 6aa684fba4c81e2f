package io.graphc.compiler.context;

import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.None;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.TemplateCallable;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.TemplateObject;
import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A column as templates see it, with the attributes of dbt's {@code Column} (docs.getdbt.com, "dbt Classes"). Its types are
 * Trino's. Immutable.
 *
 * @param type the whole type, such as {@code decimal(10,2)}
 */
record ColumnValue(String name, String type) implements TemplateObject {
    private static final List<String> INTEGERS = List.of("tinyint", "smallint", "integer", "int", "bigint");
    private static final List<String> FLOATS = List.of("real", "double", "float");
    private static final List<String> TEXTS = List.of("varchar", "char", "string");
    private static final Signature NOTHING = Signature.of("column");
    private static final Signature SIZE = Signature.of("string_type", "size?");
    private static final Signature OTHER = Signature.of("can_expand_to", "other_column");

    static ColumnValue of(Column column) {
        return new ColumnValue(column.name(), column.type().toString());
    }

    /** The type without its parameters. */
    private String base() {
        int open = type.indexOf('(');
        return (open < 0 ? type : type.substring(0, open)).strip().toLowerCase(Locale.ROOT);
    }

    /** A number in the parentheses of the type. */
    private Optional<Long> parameter(int position) {
        int open = type.indexOf('(');
        if (open < 0 || !type.endsWith(")") || !(isText() || base().equals("decimal"))) {
            return Optional.empty();
        }
        String[] parts = type.substring(open + 1, type.length() - 1).split(",", -1);
        return position < parts.length ? Optional.of(Long.parseLong(parts[position].strip())) : Optional.empty();
    }

    private boolean isText() {
        return TEXTS.contains(base());
    }

    @Override
    public String kind() {
        return "column";
    }

    @Override
    public List<String> attributeNames() {
        return List.of(
                "name",
                "column",
                "quoted",
                "dtype",
                "data_type",
                "char_size",
                "numeric_precision",
                "numeric_scale",
                "is_string",
                "is_number",
                "is_numeric",
                "is_integer",
                "is_float",
                "string_size",
                "string_type",
                "can_expand_to");
    }

    @Override
    public Optional<Object> attribute(String attribute) {
        return switch (attribute) {
            case "name", "column" -> Optional.of(name);
            case "quoted" -> Optional.of(RelationName.quote(name));
            case "dtype" -> Optional.of(base());
            case "data_type", "expanded_data_type" -> Optional.of(type);
            case "char_size" -> Optional.of(isText() ? orNone(parameter(0)) : None.NONE);
            case "numeric_precision" -> Optional.of(base().equals("decimal") ? orNone(parameter(0)) : None.NONE);
            case "numeric_scale" -> Optional.of(base().equals("decimal") ? orNone(parameter(1)) : None.NONE);
            case "is_string" -> check(isText());
            case "is_integer" -> check(INTEGERS.contains(base()));
            case "is_float" -> check(FLOATS.contains(base()));
            case "is_numeric" -> check(base().equals("decimal"));
            case "is_number" -> check(isNumber());
            default -> method(attribute);
        };
    }

    private boolean isNumber() {
        return INTEGERS.contains(base()) || FLOATS.contains(base()) || base().equals("decimal");
    }

    private static Object orNone(Optional<Long> number) {
        return number.<Object>map(value -> value).orElse(None.NONE);
    }

    private static Optional<Object> check(boolean answer) {
        TemplateCallable function = call -> {
            NOTHING.bind(call);
            return answer;
        };
        return Optional.of(function);
    }

    private Optional<Object> method(String attribute) {
        TemplateCallable function = switch (attribute) {
            case "string_size" -> this::size;
            case "string_type" -> ColumnValue::textType;
            case "can_expand_to" -> this::canExpand;
            default -> null;
        };
        return Optional.ofNullable(function);
    }

    private Object size(CallArguments call) {
        NOTHING.bind(call);
        if (!isText()) {
            throw TemplateFailure.error("the column `" + name + "` holds no text, so it has no size");
        }
        return parameter(0).orElse(256L);
    }

    static Object textType(CallArguments call) {
        var arguments = SIZE.bind(call);
        return arguments.isGiven("size") ? "varchar(" + arguments.integer("size") + ")" : "varchar";
    }

    private Object canExpand(CallArguments call) {
        boolean text = OTHER.bind(call).value("other_column") instanceof ColumnValue other
                && isText()
                && other.isText()
                && other.parameter(0).orElse(Long.MAX_VALUE) > parameter(0).orElse(Long.MAX_VALUE);
        return text;
    }

    @Override
    public String print() {
        return "<Column " + name + " (" + type + ")>";
    }
}
