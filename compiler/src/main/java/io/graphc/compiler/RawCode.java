package io.graphc.compiler;

import io.graphc.plan.manifest.WrittenTexts;
import io.graphc.project.ModelSpec;
import io.graphc.project.ProjectSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The files of models by the models' ids, for a manifest. Immutable. */
record RawCode(Map<String, ModelSpec> models) implements WrittenTexts {
    static WrittenTexts of(ProjectSpec project) {
        Map<String, ModelSpec> models = new HashMap<>();
        project.models().forEach(model -> models.put("model." + model.packageName() + "." + model.name(), model));
        project.snapshots().stream()
                .flatMap(snapshot -> snapshot.model().stream())
                .forEach(model -> models.put("snapshot." + model.packageName() + "." + model.name(), model));
        return new RawCode(models);
    }

    @Override
    public Optional<String> text(String id) {
        return Optional.ofNullable(models.get(id)).map(ModelSpec::text);
    }
}
