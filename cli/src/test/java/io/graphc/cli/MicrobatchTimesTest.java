package io.graphc.cli;

import static io.graphc.cli.BatchedShop.batched;
import static io.graphc.cli.BatchedShop.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which times the batches of a model are made of, at the edges: zones, the beginning, and parts of the rows. */
class MicrobatchTimesTest {
    @TempDir
    Path folder;

    private BatchedShop shop;

    @BeforeEach
    void open() {
        shop = new BatchedShop(folder);
    }

    @Test
    void makesBatchesOfTimesWithZones() {
        TempProject project = shop.project("2026-01-01", ", lookback=0")
                .write("models/stg_events.sql", """
                        {{ config(event_time='at') }}
                        select id, with_timezone(at, 'UTC') as at, amount from {{ ref('events') }}
                        """)
                .write(
                        "seeds/events.csv",
                        events("1,2026-01-01 01:00:00,1", "2,2026-01-01 23:59:59,1", "3,2026-01-02 00:00:00,1"));
        shop.run("build", "--as-of", "2026-01-02 12:00:00");
        assertThat(shop.made("batched")).containsExactly("2026-01-01", "2026-01-02");
        project.write("seeds/events.csv", events("1,2026-01-01 01:00:00,2", "3,2026-01-02 00:00:00,4"));
        shop.run("run", "--event-time-start", "2026-01-01", "--event-time-end", "2026-01-02");
        assertThat(shop.rows("select id, share from batched order by id")).containsExactly("1 50", "3 100");
    }

    @Test
    void takesATimeOfAnotherZoneWhereAFunctionMakesItOne() {
        shop.project()
                .write("models/stg_events.sql", "select id, at, amount from {{ ref('events') }}")
                .write(
                        "models/batched.sql",
                        batched("batch_size='day', begin='2026-01-01', lookback=0", "id, at") + """
                        {% if model.batch %}
                        where with_timezone(at, 'UTC') >= with_timezone(
                            timestamp '{{ model.batch.event_time_start[:10] }} 01:00:00', 'Europe/Berlin')
                          and with_timezone(at, 'UTC') < with_timezone(
                            timestamp '{{ model.batch.event_time_end[:10] }} 01:00:00', 'Europe/Berlin')
                        {% endif %}
                        """)
                .write(
                        "seeds/events.csv",
                        events("1,2025-12-31 23:59:59,1", "2,2026-01-01 00:00:00,1", "3,2026-01-02 23:59:59,1"));
        shop.run("build", "--as-of", "2026-01-02 12:00:00");
        assertThat(shop.rows("select id from batched order by id")).containsExactly("2", "3");
    }
}
