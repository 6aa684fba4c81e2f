package io.graphc.project.yaml;

import io.graphc.source.Located;

/** A key and its value in a map. */
public record YamlEntry(Located<String> key, YamlNode value) {
    public String name() {
        return key.value();
    }
}
