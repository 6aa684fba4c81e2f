package io.graphc.project;

import static io.graphc.project.yaml.KeyShape.harmless;
import static io.graphc.project.yaml.KeyShape.ignored;
import static io.graphc.project.yaml.KeyShape.optional;
import static io.graphc.project.yaml.KeyShape.required;

import io.graphc.project.yaml.KeyShape;
import io.graphc.project.yaml.ObjectShape;
import io.graphc.project.yaml.ValueShape;
import io.graphc.project.yaml.ValueShape.ConfigTree;
import io.graphc.project.yaml.ValueShape.ListOf;
import io.graphc.project.yaml.ValueShape.MapOf;
import io.graphc.project.yaml.ValueShape.Single;

/** The project file: the keys of dbt_project.yml (docs.getdbt.com, "dbt_project.yml") and a few of ours. */
final class ProjectShapes {
    private static final ValueShape FOLDERS = new ListOf(Single.TEXT);
    private static final String NO_HOOKS = "graphc runs no hooks";

    static final ObjectShape FILE = ObjectShape.of(
            "the project file",
            "A graphc project.",
            required("name", Single.TEXT, "The project's name: letters, digits and underscores."),
            optional("version", Single.LITERAL, "The project's own version."),
            optional("config-version", Single.INTEGER, "The version of this format: 2."),
            required("profile", Single.TEXT, "The profile in profiles.yml that names engines and graph outputs."),
            folders("model-paths", "Folders of models and their YAML; models unless set."),
            folders("seed-paths", "Folders of CSV files that become tables; seeds unless set."),
            folders("test-paths", "Folders of SQL tests; tests unless set."),
            folders("macro-paths", "Folders of macros; macros unless set."),
            folders("graph-paths", "Folders of graph mappings; graph unless set."),
            folders("tenant-paths", "Folders of tenants; tenants unless set."),
            folders("snapshot-paths", "Folders of snapshots; snapshots unless set."),
            folders("clean-targets", "Folders that `clean` removes; the target path unless set."),
            optional("target-path", Single.TEXT, "The folder for artifacts; target unless set."),
            optional(
                    "packages-install-path", Single.TEXT, "The folder of installed packages; dbt_packages unless set."),
            optional("vars", new MapOf(Single.ANYTHING), "Variables for var()."),
            optional("strict", Single.BOOLEAN, "Whether doubts are errors; false unless set."),
            tree("models", new ConfigTree(ConfigShapes.MODEL), "Configs of models by folder."),
            tree("seeds", new ConfigTree(ConfigShapes.SEED), "Configs of seeds by folder."),
            tree("sources", new ConfigTree(ConfigShapes.SOURCE), "Configs of sources by folder."),
            tree("data_tests", new ConfigTree(ConfigShapes.TEST), "Configs of data tests by folder."),
            tree("tests", new ConfigTree(ConfigShapes.TEST), "The older name of `data_tests`."),
            harmless("analysis-paths"),
            harmless("asset-paths"),
            harmless("docs-paths"),
            harmless("function-paths"),
            harmless("log-path"),
            harmless("require-dbt-version"),
            harmless("query-comment"),
            harmless("quoting"),
            harmless("flags"),
            harmless("exposures"),
            harmless("analyses"),
            harmless("dbt-cloud"),
            harmless("restrict-access"),
            harmless("anchors"),
            harmless("unit_tests"),
            harmless("sync"),
            ignored("snapshots", "graphc makes no snapshots"),
            ignored("on-run-start", NO_HOOKS),
            ignored("on-run-end", NO_HOOKS),
            ignored("dispatch", "macros are looked up in the project only"),
            ignored("functions", "graphc makes no functions on the engine"),
            ignored("semantic-models", "graphc has no semantic layer"),
            ignored("metrics", "graphc has no semantic layer"),
            ignored("saved-queries", "graphc has no semantic layer"));

    private ProjectShapes() {}

    private static KeyShape folders(String name, String sentence) {
        return optional(name, FOLDERS, sentence);
    }

    private static KeyShape tree(String name, ValueShape shape, String sentence) {
        return optional(name, shape, sentence);
    }
}
