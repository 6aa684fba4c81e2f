package io.graphc.compiler.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.CompileOptions;
import io.graphc.compiler.GraphCompiler;
import io.graphc.plan.CompiledProject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredProjectTest {
    private static CompilationResult compile(String example, String... tenants) {
        Path folder = Path.of(System.getProperty("graphc.root"), "example-project", example);
        return new GraphCompiler()
                .compile(CompileOptions.of(folder, Instant.parse("2026-01-15T00:00:00Z"))
                        .withTenants(List.of(tenants)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"learning", "identity"})
    void givesBackTheProjectThatWasPacked(String example) {
        StoredProject.Packing packing = new StoredProject.Packing();
        for (CompiledProject project : compile(example).projects()) {
            CompiledProject unpacked = packing.pack(project).project();
            assertThat(unpacked).isNotSameAs(project).isEqualTo(project);
            assertThat(unpacked.sources()).isNotSameAs(project.sources());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"harbour", "northlight"})
    void severalTenantsAreMadeWhenTheyAreAskedForAndAreWhatOneAloneIs(String tenant) {
        CompiledProject alone = compile("learning", tenant).projects().get(0);
        CompilationResult all = compile("learning");
        List<CompiledProject> projects = all.projects();
        int place = all.sound().stream()
                .map(result -> result.tenant().orElse(""))
                .toList()
                .indexOf(tenant);
        assertThat(projects).hasSizeGreaterThan(2);
        assertThat(projects.get(place)).isNotSameAs(projects.get(place)).isEqualTo(alone);
    }
}
