package io.graphc.project.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes shapes as JSON Schema (draft 2020-12), for editors. The schema takes what {@link ShapeChecker} takes without an
 * error, as far as JSON Schema can say it.
 */
public final class JsonSchemaWriter {
    private static final Map<String, Object> TEMPLATE = map("type", "string", "pattern", "\\{[{%]");

    private final Map<String, ObjectShape> pending = new LinkedHashMap<>();
    private final Map<String, Object> definitions = new LinkedHashMap<>();

    private JsonSchemaWriter() {}

    /** The schema of a document. */
    public static String write(String id, String title, ValueShape root) {
        JsonSchemaWriter writer = new JsonSchemaWriter();
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", id);
        schema.put("title", title);
        schema.putAll(writer.value(root));
        schema.put("$defs", writer.definitions);
        StringBuilder out = new StringBuilder();
        append(schema, 0, out);
        return out.append('\n').toString();
    }

    private Map<String, Object> object(ObjectShape shape) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<Object> required = new ArrayList<>();
        for (KeyShape key : shape.keys()) {
            properties.put(key.name(), key(key));
            if (key.required()) {
                required.add(key.name());
            }
        }
        Map<String, Object> schema = map("type", list("object", "null"), "description", shape.sentence());
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", shape.others() != ObjectShape.Others.REFUSED);
        return schema;
    }

    private Map<String, Object> key(KeyShape key) {
        Map<String, Object> schema = new LinkedHashMap<>();
        String reason = key.reason().isEmpty() ? "" : " (" + key.reason() + ")";
        schema.put("description", key.sentence() + reason);
        if (key.support() == KeyShape.Support.IGNORED || key.support() == KeyShape.Support.NOT_SUPPORTED) {
            schema.put("deprecated", true);
        }
        Map<String, Object> value = value(key.value());
        schema.putAll(key.required() ? value : orNull(value));
        return schema;
    }

    /** Takes nothing as well, without an alternative around the whole, which would blur what editors report. */
    private static Map<String, Object> orNull(Map<String, Object> schema) {
        Map<String, Object> nullable = new LinkedHashMap<>(schema);
        if (schema.get("type") instanceof String type) {
            nullable.put("type", list(type, "null"));
        } else if (schema.get("anyOf") instanceof List<?> branches) {
            List<Object> more = new ArrayList<>(branches);
            more.add(map("type", "null"));
            nullable.put("anyOf", more);
        }
        return nullable;
    }

    private Map<String, Object> value(ValueShape shape) {
        if (shape instanceof ValueShape.Single single) {
            return single(single);
        } else if (shape instanceof ValueShape.WholeNumber number) {
            Map<String, Object> integer = map("type", "integer", "minimum", number.least());
            integer.put("maximum", number.most());
            return map("anyOf", list(integer, TEMPLATE));
        } else if (shape instanceof ValueShape.Formatted formatted) {
            Map<String, Object> text =
                    map("type", list("string", "number"), "pattern", "^(?:" + formatted.pattern() + ")$");
            return map("anyOf", list(text, TEMPLATE));
        } else if (shape instanceof ValueShape.Choice choice) {
            return choice(choice);
        } else if (shape instanceof ValueShape.ListOf of) {
            return listOf(of.item());
        } else if (shape instanceof ValueShape.OneOrMany many) {
            return map("anyOf", list(value(many.item()), listOf(many.item())));
        } else if (shape instanceof ValueShape.MapOf of) {
            Map<String, Object> item = value(of.value());
            return map("type", "object", "additionalProperties", item.isEmpty() ? true : orNull(item));
        } else if (shape instanceof ValueShape.Nested nested) {
            return reference(nested.shape());
        } else if (shape instanceof ValueShape.Either either) {
            return map("anyOf", list(value(either.single()), value(either.structured())));
        } else if (shape instanceof ValueShape.ByType by) {
            return byType(by);
        } else if (shape instanceof ValueShape.Test test) {
            return test(test);
        } else if (shape instanceof ValueShape.ConfigTree tree) {
            return configTree(tree.configs());
        }
        throw new AssertionError(shape);
    }

    private Map<String, Object> listOf(ValueShape item) {
        return map("type", "array", "items", value(item));
    }

    private static Map<String, Object> single(ValueShape.Single shape) {
        return switch (shape) {
            case TEXT -> map("type", "string");
            case BOOLEAN -> map("anyOf", list(map("type", "boolean"), TEMPLATE));
            case INTEGER -> map("anyOf", list(map("type", "integer"), TEMPLATE));
            case NUMBER -> map("anyOf", list(map("type", "number"), TEMPLATE));
            case LITERAL -> map("type", list("string", "number", "boolean"));
            case ANYTHING -> new LinkedHashMap<>();
        };
    }

    private static Map<String, Object> choice(ValueShape.Choice shape) {
        List<Object> words = new ArrayList<>();
        for (String word : shape.values()) {
            words.add(word);
            if (word.chars().allMatch(letter -> letter >= '0' && letter <= '9')) {
                words.add(Long.valueOf(word));
            }
        }
        return map("anyOf", list(map("enum", words), TEMPLATE));
    }

    private Map<String, Object> reference(ObjectShape shape) {
        String name = slug(shape.title());
        ObjectShape known = pending.putIfAbsent(name, shape);
        if (known == null) {
            // Reserves its place before its own parts come.
            definitions.put(name, new LinkedHashMap<>());
            definitions.put(name, object(shape));
        } else if (!known.equals(shape)) {
            throw new IllegalArgumentException("two shapes are called " + shape.title());
        }
        return map("$ref", "#/$defs/" + name);
    }

    private static String slug(String title) {
        return title.toLowerCase(Locale.ROOT)
                .replaceAll("^(a|an|the|this) ", "")
                .replaceAll("[^a-z0-9_]+", "-")
                .replaceAll("^-|-$", "");
    }

    private Map<String, Object> byType(ValueShape.ByType shape) {
        List<Object> branches = new ArrayList<>();
        shape.shapes().forEach((type, object) -> {
            Map<String, Object> condition =
                    map("properties", map("type", map("const", type)), "required", list("type"));
            branches.add(map("if", condition, "then", reference(object)));
        });
        Map<String, Object> schema = map("type", "object", "required", list("type"));
        schema.put(
                "properties",
                map("type", map("enum", new ArrayList<Object>(shape.shapes().keySet()))));
        schema.put("allOf", branches);
        return schema;
    }

    private Map<String, Object> test(ValueShape.Test shape) {
        Map<String, Object> kinds = new LinkedHashMap<>();
        shape.kinds().forEach((kind, settings) -> kinds.put(kind, reference(settings)));
        shape.redefinable().forEach((kind, settings) -> kinds.put(kind, reference(settings)));
        Map<String, Object> keyed = map("type", "object", "minProperties", 1L, "maxProperties", 1L);
        keyed.put("properties", kinds);
        keyed.put("additionalProperties", reference(shape.other()));
        Map<String, Object> longForm = map("type", "object", "required", list("test_name"));
        return map("anyOf", list(map("type", "string"), keyed, longForm));
    }

    private Map<String, Object> configTree(ObjectShape configs) {
        String name = slug(configs.title()) + "-by-folder";
        Map<String, Object> deeper = map("$ref", "#/$defs/" + name);
        if (!definitions.containsKey(name)) {
            definitions.put(name, new LinkedHashMap<>());
            Map<String, Object> properties = new LinkedHashMap<>();
            for (KeyShape key : configs.keys()) {
                properties.put("+" + key.name(), key(key));
                properties.put(key.name(), map("anyOf", list(key(key), deeper)));
            }
            Map<String, Object> tree = map("type", list("object", "null"), "properties", properties);
            tree.put("additionalProperties", deeper);
            definitions.put(name, tree);
        }
        return deeper;
    }

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int index = 0; index < pairs.length; index += 2) {
            map.put((String) pairs[index], pairs[index + 1]);
        }
        return map;
    }

    private static List<Object> list(Object... items) {
        List<Object> list = new ArrayList<>();
        Collections.addAll(list, items);
        return list;
    }

    private static void append(Object value, int depth, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            List<Runnable> parts = new ArrayList<>();
            map.forEach((key, item) -> parts.add(() -> {
                quote((String) key, out);
                out.append(": ");
                append(item, depth + 1, out);
            }));
            enclose('{', parts, '}', depth, out);
        } else if (value instanceof List<?> items) {
            List<Runnable> parts = new ArrayList<>();
            items.forEach(item -> parts.add(() -> append(item, depth + 1, out)));
            enclose('[', parts, ']', depth, out);
        } else if (value instanceof String text) {
            quote(text, out);
        } else {
            out.append(value);
        }
    }

    private static void enclose(char open, List<Runnable> parts, char close, int depth, StringBuilder out) {
        out.append(open);
        for (int index = 0; index < parts.size(); index++) {
            out.append(index == 0 ? "\n" : ",\n").append("  ".repeat(depth + 1));
            parts.get(index).run();
        }
        if (!parts.isEmpty()) {
            out.append('\n').append("  ".repeat(depth));
        }
        out.append(close);
    }

    /** Titles and sentences are ASCII of our own: only quotes and backslashes need care. */
    private static void quote(String text, StringBuilder out) {
        out.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
}
