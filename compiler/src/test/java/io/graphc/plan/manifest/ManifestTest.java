package io.graphc.plan.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.SampleProject;
import io.graphc.testkit.GoldenFile;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestTest {
    private final CompiledProject project = SampleProject.create();

    @Test
    void writesTheDocumentedFormat() {
        GoldenFile.check(GoldenFile.resource("manifest/sample.json"), new ManifestWriter().write(project));
    }

    @Test
    void readsBackAllButTheSettings() {
        CompiledProject read = new ManifestReader().read(new ManifestWriter().write(project), "manifest.json");

        EngineTarget engine = project.engine();
        assertThat(read)
                .isEqualTo(new CompiledProject(
                        project.name(),
                        project.tenant(),
                        project.asOf(),
                        new EngineTarget(engine.name(), engine.type(), engine.schema(), engine.threads(), Map.of()),
                        new GraphTarget(
                                project.graphTarget().name(),
                                project.graphTarget().type(),
                                Map.of()),
                        project.sources(),
                        project.seeds(),
                        project.models(),
                        project.tests(),
                        project.graph()));
    }

    @Test
    void keepsSecretsOut() {
        assertThat(new ManifestWriter().write(project)).doesNotContain("secret");
    }

    @Test
    void refusesWhatIsNoManifestOfItsVersion() {
        String other =
                new ManifestWriter().write(project).replace("\"manifest_version\": 1", "\"manifest_version\": 9");

        assertThatThrownBy(() -> new ManifestReader().read(other, "manifest.json"))
                .isInstanceOf(GraphcException.class)
                .hasMessageContaining("GC1013");
        assertThatThrownBy(() -> new ManifestReader().read("{", "manifest.json"))
                .isInstanceOf(GraphcException.class);
    }

    @Test
    void refusesAManifestThatLacksAField() {
        String cut = new ManifestWriter().write(project).replace("\"opaque\"", "\"opague\"");

        assertThatThrownBy(() -> new ManifestReader().read(cut, "manifest.json"))
                .isInstanceOf(GraphcException.class);
    }
}
