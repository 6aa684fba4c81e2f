package io.graphc.plan.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** An object of a manifest, whose fields must be there and of the kind asked for. */
record ManifestNode(JsonNode json) {
    private JsonNode field(String name) {
        JsonNode value = json.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no field `" + name + "`");
        }
        return value;
    }

    String text(String name) {
        JsonNode value = field(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("`" + name + "` is not a text");
        }
        return value.textValue();
    }

    Optional<String> optionalText(String name) {
        return field(name).isNull() ? Optional.empty() : Optional.of(text(name));
    }

    /** A text that is written only where there is one. */
    Optional<String> textIfThere(String name) {
        return json.hasNonNull(name) ? Optional.of(text(name)) : Optional.empty();
    }

    int number(String name) {
        return field(name).intValue();
    }

    boolean flag(String name) {
        return field(name).booleanValue();
    }

    ManifestNode child(String name) {
        return new ManifestNode(field(name));
    }

    Optional<ManifestNode> optionalChild(String name) {
        return Optional.ofNullable(json.get(name)).map(ManifestNode::new);
    }

    /** Its fields as a map of texts, in written order. */
    Map<String, String> map() {
        Map<String, String> map = new LinkedHashMap<>();
        names().forEach(name -> map.put(name, text(name)));
        return map;
    }

    /** Its fields as plain data, in written order. */
    Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        json.properties().forEach(entry -> data.put(entry.getKey(), plain(entry.getValue())));
        return data;
    }

    private static Object plain(JsonNode json) {
        if (json.isObject()) {
            return new ManifestNode(json).data();
        }
        if (json.isArray()) {
            List<Object> items = new ArrayList<>();
            json.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        if (json.isNumber()) {
            return json.isIntegralNumber() ? (Object) json.longValue() : (Object) json.doubleValue();
        }
        return json.asText();
    }

    /** The names of its fields, in written order. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        field(name).forEach(value -> texts.add(value.asText()));
        return texts;
    }

    <T> List<T> items(String name, Function<ManifestNode, T> read) {
        List<T> items = new ArrayList<>();
        field(name).forEach(value -> items.add(read.apply(new ManifestNode(value))));
        return items;
    }

    /** The entries of an object, in written order, each made from its key and its value. */
    <T> List<T> entries(String name, BiFunction<String, ManifestNode, T> read) {
        List<T> entries = new ArrayList<>();
        field(name)
                .properties()
                .forEach(entry -> entries.add(read.apply(entry.getKey(), new ManifestNode(entry.getValue()))));
        return entries;
    }
}
