package io.graphc.runtime.emit.neptune;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.GraphTarget;
import io.graphc.testkit.neptune.NeptuneGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same as in a folder, below a prefix of S3. */
final class NeptuneCsvToS3Test extends NeptuneCsvWriterTest {
    private final S3Sets sets = new S3Sets();

    @Override
    public GraphTarget target() {
        return new GraphTarget("graph", "neptune_csv", sets.settings(Map.of("gzip", true)));
    }

    @Override
    NeptuneGraph graph() {
        try {
            return NeptuneGraph.loadSets(sets.download(Files.createTempDirectory(folder, "copy")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void makesNoObjectThatS3CannotCopy() {
        GraphTarget target = new GraphTarget("graph", "neptune_csv", sets.settings(Map.of("max_file_size", "5GB")));
        assertThatThrownBy(() -> NeptuneSettings.of(target))
                .isInstanceOf(GraphcException.class)
                .hasMessageContaining("expected a size such as `256MB`, at most `4GB`");
    }
}
