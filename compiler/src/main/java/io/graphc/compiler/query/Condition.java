package io.graphc.compiler.query;

import io.graphc.source.MappedText;
import java.util.Optional;

/**
 * A user's SQL condition on rows, its template rendered.
 *
 * @param sql empty where there is no condition
 * @param sound false when the template has errors, which are reported
 */
public record Condition(Optional<MappedText> sql, boolean sound) {
    public static Condition of(Optional<MappedText> written, SqlTemplates templates) {
        if (written.isEmpty()) {
            return new Condition(written, true);
        }
        Optional<MappedText> rendered = templates.render(written.get());
        return new Condition(rendered, rendered.isPresent());
    }
}
