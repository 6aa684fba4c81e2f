package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileSummaryTest {
    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void makesAProject() {
        assertThat(CommandRun.in(folder).call("init", "people").exit()).isZero();
        project = TempProject.in(folder.resolve("people"));
    }

    private String summary() {
        return CommandRun.in(project.root()).call("compile").err().strip();
    }

    @Test
    void countsWhatTheProjectHas() {
        assertThat(summary()).isEqualTo("compiled people: 2 models, 7 tests, 2 node types, 1 relationship type");
    }

    @Test
    void countsWhatEachTenantHas() {
        project.write("tests/somebody.gremlin", "g.V().hasLabel('Person').hasNot('name')\n")
                .write("tenants/north.yml", "vars: {}\n")
                .write("tenants/south.yml", "vars: {}\n");
        assertThat(summary())
                .isEqualTo("compiled people for 2 tenants: 2 models, 8 tests, 2 node types, 1 relationship type each");
        project.write("tenants/south.yml", "disable: {nodes: [Company]}\n");
        assertThat(summary())
                .isEqualTo("compiled people for 2 tenants: 2 models, 8 tests, 1 to 2 node types, 0 to 1 relationship"
                        + " types each");
    }

    @Test
    void tellsAMistakeInGremlinOnceForAllTenants() {
        project.write("tests/somebody.gremlin", "g.V().hasLable('Person')\n")
                .write("tenants/north.yml", "vars: {}\n")
                .write("tenants/south.yml", "vars: {}\n");
        assertThat(summary()).containsOnlyOnce("error[GC8016]").endsWith("Run `graphc explain GC8016` for more.");
    }
}
