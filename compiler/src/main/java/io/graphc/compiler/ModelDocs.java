package io.graphc.compiler;

import io.graphc.compiler.query.SqlTemplates;
import io.graphc.compiler.resolve.ConfigValue;
import io.graphc.plan.Column;
import io.graphc.plan.PersistedDocs;
import io.graphc.project.ColumnSpec;
import io.graphc.project.DescriptionSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The descriptions that {@code persist_docs} asks to keep on the engine (docs.getdbt.com, "persist_docs").
 *
 * @param templates renders descriptions
 */
record ModelDocs(RenderedModel model, SqlTemplates templates) {
    /** @param columns those of the relation */
    PersistedDocs plan(List<Column> columns) {
        Map<?, ?> wanted = model.config()
                .value("persist_docs")
                .flatMap(ConfigValue::value)
                .filter(Map.class::isInstance)
                .<Map<?, ?>>map(Map.class::cast)
                .orElse(Map.of());
        if (wanted.isEmpty() || model.isEphemeral()) {
            return PersistedDocs.NONE;
        }
        String relation = templates.text(model.spec().description().flatMap(DescriptionSpec::description));
        Map<String, String> kept = new LinkedHashMap<>();
        if (is(wanted, "columns")) {
            for (Column column : columns) {
                model.spec().columns().stream()
                        .filter(spec -> spec.name().value().equalsIgnoreCase(column.name()))
                        .map(ColumnSpec::description)
                        .map(templates::text)
                        .filter(text -> !text.isBlank())
                        .findFirst()
                        .ifPresent(text -> kept.put(column.name(), text));
            }
        }
        boolean own = is(wanted, "relation") && !relation.isBlank();
        return new PersistedDocs(own ? Optional.of(relation) : Optional.empty(), kept);
    }

    private static boolean is(Map<?, ?> wanted, String key) {
        return "true".equalsIgnoreCase(String.valueOf(wanted.get(key)));
    }
}
