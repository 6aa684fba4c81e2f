package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An incremental model as dbt users write it, run again and again on DuckDB. */
class IncrementalRunTest {
    @TempDir
    Path folder;

    private TempProject project() {
        return DuckDbProject.shop(folder)
                .write("dbt_project.yml", "name: shop\nprofile: shop\nmodels:\n  +table_type: iceberg\n")
                .write("seeds/orders.csv", "id,amount\n1,10\n2,20\n")
                .write("models/big.sql", """
                        {{ config(materialized='incremental', incremental_strategy='merge', unique_key='id') }}
                        select id, amount, {{ 'true' if is_incremental() else 'false' }} as later
                        from {{ ref('orders') }}
                        {% if is_incremental() %}
                        where id >= (select max(id) from {{ this }})
                        {% endif %}
                        """);
    }

    private CommandRun run(String... arguments) {
        CommandRun run = CommandRun.in(folder).call(arguments);
        assertThat(run.exit()).as(run.err() + run.out()).isZero();
        return run;
    }

    @Test
    void takesInNewRowsUntilAFullRefresh() {
        TempProject project = project();
        assertThat(taken("run")).isEqualTo("2 rows");
        project.write("seeds/orders.csv", "id,amount\n1,99\n2,21\n3,30\n");
        assertThat(taken("run")).isEqualTo("2 rows");
        project.write("tests/old_row_stays_and_new_row_wins.sql", """
                select * from {{ ref('big') }}
                where (id, amount, later) not in (values (1, 10, false), (2, 21, true), (3, 30, true))
                """);
        assertThat(run("test").err()).contains("PASS old_row_stays_and_new_row_wins");
        assertThat(taken("run", "--full-refresh")).isEqualTo("3 rows");
        assertThat(taken("run")).isEqualTo("1 row");
    }

    /** How many rows the run's summary gives the incremental model. */
    private String taken(String... arguments) {
        Matcher line = Pattern.compile("incremental model main\\.big \\.+ \\[(\\d+ rows?) in")
                .matcher(run(arguments).err());
        assertThat(line.find()).isTrue();
        return line.group(1);
    }
}
