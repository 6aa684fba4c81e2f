package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.Texts;
import io.graphc.compiler.template.value.Undefined;
import io.graphc.compiler.template.value.Values;
import java.util.Locale;
import java.util.Optional;

/** Filters on values of any kind. */
final class ValueFilters {
    private ValueFilters() {}

    static OperationTable table() {
        return new OperationTable()
                .add("default", ValueFilters::orDefault, "default_value?", "boolean?")
                .alias("d", "default")
                .add("tojson", (value, a) -> JsonWriter.forFilter(value, a.integer("indent", 0)), "indent?")
                .add("attr", ValueFilters::attribute, "name")
                .add("as_text", (value, a) -> a.rendering().wantsValue() ? TextFilters.text(value) : value)
                .add("as_bool", (value, a) -> converted(value, a, "a boolean"))
                .add("as_number", (value, a) -> converted(value, a, "a number"))
                .add("as_native", (value, a) -> converted(value, a, ""));
    }

    private static Object orDefault(Object value, BoundArguments a) {
        boolean missing = value instanceof Undefined || (a.flag("boolean", false) && !Values.isTrue(value));
        return missing ? a.value("default_value", "") : value;
    }

    private static Object attribute(Object value, BoundArguments a) {
        Object found = Access.attribute(value, a.text("name"));
        return found == null ? Missing.attribute(a, a.text("name")) : found;
    }

    /** In dbt these filters matter only where a value is wanted; in text they change nothing. */
    private static Object converted(Object value, BoundArguments a, String wanted) {
        if (!a.rendering().wantsValue() || !Texts.isText(value)) {
            return value;
        }
        String text = Texts.of(value).strip();
        String lower = text.toLowerCase(Locale.ROOT);
        boolean isBoolean = lower.equals("true") || lower.equals("false");
        if (isBoolean && !wanted.equals("a number")) {
            return lower.equals("true");
        }
        Optional<Object> number = NumberFilters.integer(text, 10);
        if (number.isEmpty()) {
            number = NumberFilters.parse(text).map(parsed -> (Object) parsed);
        }
        if (number.isPresent() && !wanted.equals("a boolean")) {
            return number.get();
        }
        if (!wanted.isEmpty()) {
            throw TemplateFailure.error("the text is not " + wanted);
        }
        return value;
    }
}
