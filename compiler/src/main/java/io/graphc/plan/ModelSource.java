package io.graphc.plan;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What people wrote of a model, as checksums: nothing of it depends on a target, a tenant, a variable of the command line
 * or the environment, so that it tells whether the model was changed.
 *
 * @param body the text of its file
 * @param macros the macros that it may call, directly or through others, by name
 * @param vars the values that the project file gives to the variables that it or its macros name
 * @param configs its configs in YAML and the project file, templates not rendered; without those below
 * @param relation its schema, database and alias there
 * @param contract its columns with their types, where a contract is enforced; else empty
 */
public record ModelSource(
        String body,
        Map<String, String> macros,
        Map<String, String> vars,
        String configs,
        String relation,
        String contract) {
    /** Of a model about which nothing is known. */
    public static final ModelSource NONE = new ModelSource("", Map.of(), Map.of(), "", "", "");

    public ModelSource {
        macros = Collections.unmodifiableMap(new TreeMap<>(macros));
        vars = Collections.unmodifiableMap(new TreeMap<>(vars));
    }
}
