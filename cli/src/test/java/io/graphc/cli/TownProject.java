package io.graphc.cli;

import io.graphc.testkit.TempProject;
import java.nio.file.Path;

/** A project whose tenants each have a file of people in towns, and no profile and no tenant yet. */
final class TownProject {
    private TownProject() {}

    static TempProject in(Path folder) {
        return TempProject.in(folder)
                .write("graphc_project.yml", "name: shop\nversion: '1.0'\nprofile: shop\n")
                .write("models/sources.yml", """
                        version: 2
                        sources:
                          - name: crm
                            config: {external_location: "data/{{ tenant }}/{name}.csv"}
                            tables:
                              - name: people
                                columns: [{name: id, data_type: bigint}, {name: town, data_type: varchar}]
                        """)
                .write("models/people.sql", """
                        {{ config(materialized='table') }}
                        select id, {{ var('town', 'town') }} as town from {{ source('crm', 'people') }}
                        """)
                .write("graph/people.yml", """
                        version: 1
                        nodes:
                          - {label: Person, from: ref('people'), key: [id]}
                          - {label: Town, from: ref('people'), key: [town], on_duplicate_key: merge, properties: [town]}
                        relationships:
                          - type: LIVES_IN
                            from: ref('people')
                            start: {node: Person, key: [id]}
                            end: {node: Town, key: [town]}
                            properties: []
                        """);
    }
}
