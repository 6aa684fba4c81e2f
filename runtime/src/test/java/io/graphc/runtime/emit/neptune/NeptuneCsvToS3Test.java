package io.graphc.runtime.emit.neptune;

import io.graphc.plan.GraphTarget;
import io.graphc.testkit.neptune.NeptuneGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

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
}
