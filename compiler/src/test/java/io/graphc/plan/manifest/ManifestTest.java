package io.graphc.plan.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.SampleProject;
import io.graphc.testkit.GoldenFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
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
                                new EngineTarget(
                                        engine.name(), engine.type(), engine.schema(), engine.threads(), Map.of()),
                                new GraphTarget(
                                        project.graphTarget().name(),
                                        project.graphTarget().type(),
                                        Map.of()),
                                project.sources(),
                                project.seeds(),
                                project.models(),
                                project.tests(),
                                project.graph())
                        .withUnitTests(project.unitTests()));
    }

    @Test
    void keepsSecretsOut() {
        assertThat(new ManifestWriter().write(project)).doesNotContain("secret");
    }

    @Test
    void refusesWhatIsNoManifestOfItsVersion() {
        String other =
                new ManifestWriter().write(project).replace("\"manifest_version\": 2", "\"manifest_version\": 9");

        assertThat(refusal(other)).contains("it has version 9, and this graphc reads version 2");
        assertThat(refusal("{\"metadata\": {\"dbt_version\": \"1.10.0\"}}")).contains("dbt 1.10.0 wrote it");
        assertThat(refusal("{}")).contains("it is not a manifest of graphc");
        assertThat(refusal("{")).contains("it is not JSON");
    }

    private static String refusal(String text) {
        Throwable refused = catchThrowable(() -> new ManifestReader().read(text, "manifest.json"));
        assertThat(refused).isInstanceOf(GraphcException.class);
        Diagnostic diagnostic = ((GraphcException) refused).diagnostic();
        assertThat(diagnostic.code().id()).isEqualTo("GC1013");
        return String.join("; ", diagnostic.notes());
    }

    @Test
    void showsWhatPeopleWroteOfModels() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WrittenTexts texts = id -> Optional.of("the text of " + id).filter(text -> id.endsWith("orders"));

        assertThatCode(() -> new ManifestWriter().write(project, texts, out)).doesNotThrowAnyException();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("raw_code")
                .contains("\"raw_code\": \"the text of model.shop.orders\"");
    }

    @Test
    void refusesAManifestThatLacksAField() {
        String cut = new ManifestWriter().write(project).replace("\"opaque\"", "\"opague\"");

        assertThatThrownBy(() -> new ManifestReader().read(cut, "manifest.json"))
                .isInstanceOf(GraphcException.class);
    }
}
