package io.graphc.project;

import io.graphc.diagnostic.WarningPolicy;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.source.Located;
import io.graphc.source.SourceFile;
import java.util.List;
import java.util.Optional;

/**
 * What the project file says, apart from the configs that have been handed down to the resources.
 *
 * @param profile absent when missing, which has been reported
 * @param vars project variables; those under the project's own name win and have taken the place of others
 * @param targetPath project-relative folder for artifacts
 * @param cleanTargets project-relative folders that {@code clean} removes
 * @param dispatch where macros of a namespace are looked for
 * @param strict whether doubts (an unknown function, for instance) are errors
 * @param warnings which warnings are errors, where the caller does not say so
 * @param hooks what runs around each run
 */
public record ProjectSettings(
        SourceFile file,
        Located<String> name,
        Optional<Located<String>> version,
        Optional<Located<String>> profile,
        List<YamlEntry> vars,
        Located<String> targetPath,
        List<Located<String>> cleanTargets,
        List<DispatchSpec> dispatch,
        boolean strict,
        WarningPolicy warnings,
        RunHooksSpec hooks) {
    public ProjectSettings {
        vars = List.copyOf(vars);
        cleanTargets = List.copyOf(cleanTargets);
        dispatch = List.copyOf(dispatch);
    }
}
