package io.graphc.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.manifest.ManifestWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one tenant leaves to the next must be what that one would have found out alone. */
class TenantSharingTest {
    private static final Path EXAMPLE = Path.of(System.getProperty("graphc.root"), "example-project", "learning");

    @Test
    void givesEachTenantWhatItGetsAlone() {
        CompileOptions options = CompileOptions.of(EXAMPLE, Instant.parse("2026-01-15T00:00:00Z"));
        List<CompiledProject> together =
                new GraphCompiler().compile(options.withThreads(2)).projects();
        assertThat(together).hasSize(3);
        for (CompiledProject tenant : together) {
            List<CompiledProject> alone = new GraphCompiler()
                    .compile(options.withTenants(List.of(tenant.tenant().orElseThrow())))
                    .projects();
            assertThat(alone).hasSize(1);
            assertThat(new ManifestWriter().write(tenant)).isEqualTo(new ManifestWriter().write(alone.get(0)));
        }
    }
}
