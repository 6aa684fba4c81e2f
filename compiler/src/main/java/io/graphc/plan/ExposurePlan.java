package io.graphc.plan;

import java.util.List;

/**
 * Something outside the project that reads it: a dashboard, an application.
 *
 * @param id {@code exposure.<project>.<name>}
 * @param type as written, for example {@code dashboard}; empty where nobody says
 * @param dependsOn ids of what it reads, sorted
 */
public record ExposurePlan(String id, String name, String type, String description, List<String> dependsOn) {
    public ExposurePlan {
        dependsOn = List.copyOf(dependsOn);
    }
}
