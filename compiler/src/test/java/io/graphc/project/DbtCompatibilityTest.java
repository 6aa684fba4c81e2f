package io.graphc.project;

import io.graphc.project.yaml.KeyShape;
import io.graphc.project.yaml.ObjectShape;
import io.graphc.project.yaml.ValueShape;
import io.graphc.testkit.GoldenFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The page of what graphc makes of dbt's keys is written from the tables that graphc checks projects with. */
class DbtCompatibilityTest {
    private static final String HEAD = """
            # dbt projects in graphc

            <!-- written by DbtCompatibilityTest from the tables that graphc checks projects with -->

            graphc reads a dbt project as it is: `dbt_project.yml`, `profiles.yml`, the YAML and SQL below its folders. This page lists every key that
            it knows and what it does with it:

            | word | meaning |
            | --- | --- |
            | read | graphc does what dbt does, within what the sentence says |
            | no effect | accepted in silence: for graphc it makes no difference to the rows |
            | warning | left alone with [GC1012](../errors/GC1012.md), since its author expects an effect |
            | refused | an error, [GC1011](../errors/GC1011.md), since leaving it out would give another result |

            A key that is in no table is an error with the nearest known one, [GC1002](../errors/GC1002.md); among configs, where dbt allows keys of your own, it is
            a warning unless it is a near miss of a known one. Put keys of your own under `meta`.

            ## Files and kinds of things

            | what | graphc |
            | --- | --- |
            | models in SQL | read |
            | `materialized`: `view`, `table`, `ephemeral`, `incremental` | read; [incremental models](project.md#incremental-models) |
            | `materialized`: `materialized_view`, `external`, custom ones | refused |
            | models in Python | refused (GC1011); what reads one is not checked |
            | versions of models | refused |
            | seeds, sources, macros, singular and generic tests, tenants, graph mappings | read; tests of `dbt_utils` also where the package is not installed ([data tests](tests.md)) |
            | snapshots, in blocks and in YAML | read; [snapshots](snapshots.md) |
            | analyses | warning (GC1011), once |
            | exposures | read; what they depend on must be there |
            | groups and access of models | read; [groups and access](project.md#groups-and-access) |
            | descriptions of macros | no effect |
            | unit tests | run on an embedded DuckDB, those of packages left alone ([unit tests](unit-tests.md)) |
            | semantic models, metrics, saved queries, functions | warning |
            | hooks: `on-run-start`, `on-run-end`, `pre-hook`, `post-hook` | read; [hooks](project.md#hooks) |
            | packages | macros, tests, models, seeds, snapshots, sources and exposures of packages on disk, with variables and configs as dbt hands them down ([templates](jinja.md#packages)) |

            ## Where configs come from

            Outermost first: the project file by folder, YAML beside the models (`config:`, and `tags` and `meta` beside it), `config()` in the SQL. The innermost
            wins. `null` takes back what was said further out. `tags` add up; `meta`, `docs`, `contract`, `quoting`, `column_types` and `grants` are merged key by
            key. In the project file a key with `+`, and any value that is no map, is a config; a map without `+` is a folder. Hooks
            of all levels add up.
            """;

    private final StringBuilder page = new StringBuilder(HEAD);

    @Test
    void thePageSaysWhatTheTablesSay() {
        Map<String, ObjectShape> tables = new LinkedHashMap<>();
        tables.put("The project file", ProjectShapes.FILE);
        tables.put("Configs of models", ConfigShapes.MODEL);
        tables.put("Configs of seeds", ConfigShapes.SEED);
        tables.put("Configs of sources", ConfigShapes.SOURCE);
        tables.put("Configs of snapshots", ConfigShapes.SNAPSHOT);
        tables.put("Configs of data tests", ConfigShapes.TEST);
        tables.put("Files beside models", PropertiesShapes.FILE);
        for (String kind : PropertiesShapes.FILE.names()) {
            PropertiesShapes.FILE
                    .key(kind)
                    .flatMap(key -> item(key.value()))
                    .ifPresent(shape -> tables.put("`" + kind + ":`", shape));
        }
        item(nested(PropertiesShapes.FILE, "sources")
                        .key("tables")
                        .orElseThrow()
                        .value())
                .ifPresent(shape -> tables.put("`sources:`, `tables:`", shape));
        tables.put("`columns:`", PropertiesShapes.COLUMN);
        ((ValueShape.ByType) ProfileShapes.OUTPUT)
                .shapes()
                .forEach((type, shape) -> tables.put("Profiles of type `" + type + "`", shape));
        tables.forEach(this::table);
        GoldenFile.check(Path.of("../docs/reference/dbt-compatibility.md"), page.toString());
    }

    private static ObjectShape nested(ObjectShape shape, String key) {
        return item(shape.key(key).orElseThrow().value()).orElseThrow();
    }

    private static Optional<ObjectShape> item(ValueShape value) {
        return value instanceof ValueShape.ListOf list && list.item() instanceof ValueShape.Nested nested
                ? Optional.of(nested.shape())
                : Optional.empty();
    }

    private void table(String title, ObjectShape shape) {
        page.append("\n## ").append(title).append("\n\n| key | graphc | |\n| --- | --- | --- |\n");
        for (KeyShape key : shape.keys()) {
            boolean ignored = key.support() == KeyShape.Support.IGNORED;
            String reason = key.reason().isEmpty() || ignored ? "" : " (" + key.reason() + ")";
            page.append("| `")
                    .append(key.name())
                    .append("` | ")
                    .append(word(key))
                    .append(" | ")
                    .append((ignored ? key.reason() : meaning(key) + reason).replace("|", "\\|"))
                    .append(" |\n");
        }
    }

    private static String meaning(KeyShape key) {
        String refused = key.value() instanceof ValueShape.Choice choice
                        && !choice.later().isEmpty()
                ? " Refused: `" + String.join("`, `", choice.later()) + "`."
                : "";
        return key.sentence() + refused;
    }

    private static String word(KeyShape key) {
        return switch (key.support()) {
            case ACCEPTED -> key.required() ? "read, required" : "read";
            case NO_EFFECT -> "no effect";
            case IGNORED -> "warning";
            case NOT_SUPPORTED -> "refused";
        };
    }
}
