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
