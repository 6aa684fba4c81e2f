package io.graphc.project;

import static io.graphc.project.yaml.KeyShape.harmless;
import static io.graphc.project.yaml.KeyShape.ignored;
import static io.graphc.project.yaml.KeyShape.notSupported;
import static io.graphc.project.yaml.KeyShape.optional;
import static io.graphc.project.yaml.KeyShape.required;

import io.graphc.project.yaml.KeyShape;
import io.graphc.project.yaml.ObjectShape;
import io.graphc.project.yaml.ValueShape;
import io.graphc.project.yaml.ValueShape.ConfigTree;
import io.graphc.project.yaml.ValueShape.ListOf;
import io.graphc.project.yaml.ValueShape.MapOf;
import io.graphc.project.yaml.ValueShape.Nested;
import io.graphc.project.yaml.ValueShape.OneOrMany;
import io.graphc.project.yaml.ValueShape.Single;

/** The project file: the keys of dbt_project.yml (docs.getdbt.com, "dbt_project.yml") and a few of ours. */
final class ProjectShapes {
    private static final ValueShape FOLDERS = new ListOf(Single.TEXT);
    private static final ValueShape MAP = new MapOf(Single.ANYTHING);
    private static final String NO_SEMANTIC_LAYER = "graphc has no semantic layer";
    private static final String OLD_NAME = "A name of before dbt 1.0.";

    private static final ObjectShape DISPATCH = ObjectShape.of(
            "an entry of `dispatch`",
            "Where macros of one namespace are looked for.",
            required("macro_namespace", Single.TEXT, "The package whose macros are called."),
            required("search_order", FOLDERS, "The packages that are looked through, in order."));

    static final ObjectShape QUOTING = ObjectShape.of(
            "`quoting`",
            "Whether names are quoted; graphc always quotes.",
            harmless("database", Single.BOOLEAN, "Names of databases."),
            harmless("schema", Single.BOOLEAN, "Names of schemas."),
            harmless("identifier", Single.BOOLEAN, "Names of tables."),
            harmless("column", Single.BOOLEAN, "Names of columns."),
            harmless("snowflake_ignore_case", "Of another engine."));

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
            folders(
                    "clean-targets",
                    "Folders that `clean` removes; the target path unless set. A DuckDB file that keeps the state of a graph stays."),
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
            tree("snapshots", new ConfigTree(ConfigShapes.SNAPSHOT), "Configs of snapshots by folder."),
            tree("exposures", new ConfigTree(ConfigShapes.EXPOSURE), "Configs of exposures by folder."),
            optional("dispatch", new ListOf(new Nested(DISPATCH)), "Where adapter.dispatch() looks for macros."),
            folders("analysis-paths", "Folders of SQL that nothing reads; graphc leaves it alone."),
            harmless("asset-paths", FOLDERS, "Folders of pictures for dbt's pages."),
            optional("docs-paths", FOLDERS, "Folders of texts for descriptions; all folders of resources unless set."),
            harmless("function-paths", FOLDERS, "Folders of functions, which graphc does not make."),
            harmless("log-path", Single.TEXT, "The folder of dbt's log; graphc writes none."),
            harmless("require-dbt-version", new OneOrMany(Single.TEXT), "The versions of dbt; graphc is none."),
            harmless("query-comment", "What dbt writes into statements; graphc sends them as they are."),
            harmless("quoting", new Nested(QUOTING), "Whether names are quoted; graphc always quotes."),
            optional(
                    "flags",
                    new Nested(WarningFlags.SHAPE),
                    "Settings of dbt's command line, of which graphc reads those on warnings."),
            harmless("analyses", MAP, "Configs of analyses, which graphc leaves alone."),
            harmless("dbt-cloud", MAP, "Settings of dbt's platform."),
            harmless("dbt_cloud", MAP, "Settings of dbt's platform."),
            optional("restrict-access", Single.BOOLEAN, "Whether other projects may read public models only."),
            harmless("project-root", Single.TEXT, "Where the project lies; it lies where this file is."),
            harmless("anchors", "Values for YAML's `*` to name."),
            harmless("unit_tests", MAP, "Configs of dbt's unit tests, which graphc does not run."),
            harmless("sync", "Of dbt's platform."),
            optional("on-run-start", ConfigShapes.HOOKS, "Statements that run before the first step of each run."),
            optional("on-run-end", ConfigShapes.HOOKS, "Statements that run behind the last step of each run."),
            ignored("functions", "graphc makes no functions on the engine"),
            ignored("semantic-models", NO_SEMANTIC_LAYER),
            ignored("metrics", NO_SEMANTIC_LAYER),
            ignored("saved-queries", NO_SEMANTIC_LAYER),
            notSupported("source-paths", OLD_NAME, "write `model-paths`"),
            notSupported("data-paths", OLD_NAME, "write `seed-paths`"),
            notSupported("modules-path", OLD_NAME, "write `packages-install-path`"));

    private ProjectShapes() {}

    private static KeyShape folders(String name, String sentence) {
        return optional(name, FOLDERS, sentence);
    }

    private static KeyShape tree(String name, ValueShape shape, String sentence) {
        return optional(name, shape, sentence);
    }
}
