package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an installed package brings is selected and built like what the project has itself. */
class PackageResourcesTest {
    @TempDir
    Path folder;

    private CommandRun call(String... arguments) {
        return CommandRun.in(folder).call(arguments);
    }

    @Test
    void snapshotsAndExposuresOfPackagesAreSelectedAndBuilt() {
        TempProject project = DuckDbProject.shop(folder)
                .write("packages.yml", "packages:\n  - {package: acme/rooms, version: 1.0.0}\n")
                .write("dbt_packages/rooms/dbt_project.yml", "name: rooms\nversion: 1.0.0\n")
                .write("dbt_packages/rooms/seeds/seats.csv", "room,seats\naula,120\nlab,20\n")
                .write("dbt_packages/rooms/snapshots/past.sql", """
                        {% snapshot seats_past %}
                        {{ config(unique_key='room', strategy='check', check_cols=['seats']) }}
                        select room, seats from {{ ref('seats') }}
                        {% endsnapshot %}
                        """)
                .write("dbt_packages/rooms/models/rooms.yml", """
                        exposures:
                          - {name: board, type: dashboard, owner: {name: Ann}, depends_on: [ref('seats_past')]}
                        """)
                .write(
                        "models/changes.sql",
                        "select room, count(*) as n from {{ ref('rooms', 'seats_past') }} group by 1");

        assertThat(call("ls", "--select", "package:rooms").out())
                .contains("rooms.seats_past", "exposure:rooms.board", "rooms.seats")
                .doesNotContain("changes");
        assertThat(call("ls", "--select", "+exposure:board", "--resource-type", "snapshot")
                        .out()
                        .strip())
                .isEqualTo("rooms.seats_past");
        CommandRun built = call("build");
        assertThat(built.exit()).as(built.transcript()).isZero();
        project.write("dbt_packages/rooms/seeds/seats.csv", "room,seats\naula,130\nlab,20\n");
        CommandRun again = call("build");
        assertThat(again.exit()).as(again.transcript()).isZero();
        assertThat(call("show", "--inline", "select n from {{ ref('changes') }} where room = 'aula'")
                        .out())
                .contains("2");
    }
}
