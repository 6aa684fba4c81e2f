package io.graphc.project;

import io.graphc.source.Located;
import java.util.List;
import java.util.Optional;

/**
 * What uses a project's models outside of it: a dashboard, an application.
 *
 * @param packageName the project or package that it belongs to
 * @param type {@code dashboard}, {@code notebook}, {@code analysis}, {@code ml} or {@code application}
 * @param dependsOn the models and sources that it reads
 */
public record ExposureSpec(
        Located<String> name,
        String packageName,
        Optional<Located<String>> type,
        Optional<Located<String>> description,
        List<RelationReference> dependsOn,
        ConfigSpec config) {
    public ExposureSpec {
        dependsOn = List.copyOf(dependsOn);
    }
}
