package io.graphc.project;

import io.graphc.source.Located;
import io.graphc.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A project as written. Files are in the order of their paths, what one file holds in written order. Names are unique:
 * those of models and seeds together, of the tables of each source name (one source may be spread over several specs), of
 * singular tests, of tenants; what a mapping may repeat is not decided here. Immutable.
 *
 * @param directory the project folder
 * @param profile absent when it could not be read, which has been reported
 * @param lostModels names of models and seeds in files that were reported: in Python, not to be read, or of a name that is
 *     taken but for its case; none of them is a name of another model or seed
 * @param docs texts for descriptions of the project and its packages
 * @param groups those of the project and its packages
 * @param macros the SQL files of {@code macro-paths} and of the {@code generic} folders of {@code test-paths}
 * @param tenantFiles the files beside those of the tenants
 * @param origins where the files lie, by the paths that users see
 */
public record ProjectSpec(
        Path directory,
        ProjectSettings settings,
        Optional<ProfileSpec> profile,
        List<SourceSpec> sources,
        List<ModelSpec> models,
        List<SeedSpec> seeds,
        List<SnapshotSpec> snapshots,
        List<String> lostModels,
        List<ExposureSpec> exposures,
        List<SourceFile> macros,
        PackagesSpec packages,
        List<DocSpec> docs,
        List<Located<String>> groups,
        List<SingularTestSpec> singularTests,
        List<NodeSpec> nodes,
        List<RelationshipSpec> relationships,
        List<ActionSpec> actions,
        List<UnitTestSpec> unitTests,
        List<TenantSpec> tenants,
        TenantFiles tenantFiles,
        Map<String, FileOrigin> origins) {
    public ProjectSpec {
        sources = List.copyOf(sources);
        models = List.copyOf(models);
        seeds = List.copyOf(seeds);
        snapshots = List.copyOf(snapshots);
        lostModels = List.copyOf(lostModels);
        exposures = List.copyOf(exposures);
        macros = List.copyOf(macros);
        docs = List.copyOf(docs);
        groups = List.copyOf(groups);
        singularTests = List.copyOf(singularTests);
        nodes = List.copyOf(nodes);
        relationships = List.copyOf(relationships);
        actions = List.copyOf(actions);
        unitTests = List.copyOf(unitTests);
        tenants = List.copyOf(tenants);
        origins = Collections.unmodifiableMap(new TreeMap<>(origins));
    }

    /** The same project with one more model. */
    public ProjectSpec with(ModelSpec model) {
        List<ModelSpec> more = new ArrayList<>(models);
        more.add(model);
        return new ProjectSpec(
                directory,
                settings,
                profile,
                sources,
                more,
                seeds,
                snapshots,
                lostModels,
                exposures,
                macros,
                packages,
                docs,
                groups,
                singularTests,
                nodes,
                relationships,
                actions,
                unitTests,
                tenants,
                tenantFiles,
                origins);
    }
}
