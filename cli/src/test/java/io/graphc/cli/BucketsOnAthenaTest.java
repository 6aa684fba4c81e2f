package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Incremental models whose tables of Hive have buckets, which Athena adds no rows to. */
class BucketsOnAthenaTest {
    @TempDir
    Path folder;

    @AutoClose
    private final AthenaStand stand = AthenaStand.start();

    private static String model(String config) {
        return """
                {{ config(materialized='incremental', table_type='hive', %s) }}
                select id, name from {{ ref('events') }}
                {%% if is_incremental() %%} where id > (select max(id) from {{ this }}) {%% endif %%}
                """.formatted(config);
    }

    /** A project in a schema of its own: Trino is the same for all tests. */
    private TempProject project(String schema) {
        return TempProject.in(folder)
                .write("dbt_project.yml", "name: shop\nprofile: shop\n")
                .write("profiles.yml", "shop:\n  target: athena\n  outputs:\n" + stand.output(schema, "threads: 1"));
    }

    private CommandRun build() {
        CommandRun built = CommandRun.in(folder).call("build", "--as-of", "2026-01-05");
        assertThat(built.exit()).as(built.err()).isZero();
        return built;
    }

    private static boolean inserts(String sql, String model) {
        return sql.startsWith("INSERT INTO")
                && sql.lines().findFirst().orElse("").contains("\"" + model + "\"");
    }

    private static void holds(TempProject project, String model, int rows) {
        project.write(
                "tests/" + model + "_holds.sql",
                "select count(*) from {{ ref('" + model + "') }} having count(*) <> " + rows
                        + " or count(distinct id) <> " + rows);
    }

    @Test
    void rowsAreAddedByWritingTheTableAnew() {
        String buckets = ", bucketed_by=['id'], bucket_count=2";
        TempProject project = project("buckets")
                .write("seeds/events.csv", "id,name\n1,a\n2,b\n")
                .write("models/appended.sql", model("incremental_strategy='append'" + buckets))
                .write("models/overwritten.sql", model("incremental_strategy='insert_overwrite'" + buckets))
                .write("models/plain.sql", model("incremental_strategy='append'"));
        for (String model : new String[] {"appended", "overwritten", "plain"}) {
            holds(project, model, 2);
        }
        build();

        project.write("seeds/events.csv", "id,name\n1,a\n2,b\n3,c\n");
        for (String model : new String[] {"appended", "overwritten", "plain"}) {
            holds(project, model, 3);
        }
        build();
        assertThat(stand.athena().statements())
                .noneMatch(sql -> inserts(sql, "appended"))
                .noneMatch(sql -> inserts(sql, "overwritten"))
                .anyMatch(sql -> inserts(sql, "plain"));

        // The table that is there decides, not what the model says of the next one.
        project.write("models/appended.sql", model("incremental_strategy='append'"))
                .write("seeds/events.csv", "id,name\n1,a\n2,b\n3,c\n4,d\n");
        for (String model : new String[] {"appended", "overwritten", "plain"}) {
            holds(project, model, 4);
        }
        build();
    }

    /** Batches of partitions would be added one after the other. */
    @Test
    void aTableWithBucketsIsWrittenByOneStatementAlsoWithForcedBatches() {
        TempProject project = project("buckets_forced").write("models/parted.sql", """
                {{ config(materialized='table', table_type='hive', force_batch=true, partitioned_by=['part'],
                    bucketed_by=['id'], bucket_count=60) }}
                select 1 as id, 1 as part
                """);
        holds(project, "parted", 1);
        build();

        project.write("models/parted.sql", """
                {{ config(materialized='table', table_type='hive', force_batch=true, partitioned_by=['part'],
                    bucketed_by=['id'], bucket_count=60) }}
                select * from (values (1, 1), (2, 2)) as t (id, part)
                """);
        CommandRun refused = CommandRun.in(folder).call("build", "--as-of", "2026-01-05");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("error[GC7027]", "Athena cannot add rows to a table with buckets");
    }
}
