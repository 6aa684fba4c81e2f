package io.graphc.runtime.emit.neptune;

import io.graphc.plan.CompiledProject;
import io.graphc.runtime.inspect.Inspection;
import io.graphc.runtime.load.LoadStorage;
import io.graphc.runtime.load.neptune.NeptuneLoads;
import java.nio.file.Path;
import java.util.Optional;

/** Looks at a Neptune cluster, its loader, and the place in S3 that the loader reads. */
public final class NeptuneInspection {
    private final CompiledProject project;
    private final Path baseFolder;
    private final Inspection inspection;

    public NeptuneInspection(CompiledProject project, Path baseFolder, Inspection inspection) {
        this.project = project;
        this.baseFolder = baseFolder;
        this.inspection = inspection;
    }

    public void run() {
        Optional<NeptuneLoads> made =
                inspection.look("settings", () -> NeptuneWriter.loads(project, baseFolder), found -> "read");
        if (made.isEmpty()) {
            return;
        }
        try (NeptuneLoads loads = made.get();
                LoadStorage storage = NeptuneWriter.storage(project.graphTarget())) {
            inspection.look("cluster", loads::check, NeptuneInspection::words);
            inspection.look("loader", loads::remembered, count -> "answers, " + count + " loads remembered");
            inspection.look("files `" + storage.uri("") + "`", storage::check);
            inspection.look("loader's role", () -> loads.role() + "; whether it may read the files a load shows");
        }
    }

    static String words(NeptuneLoads.Instance instance) {
        return "engine " + instance.engine() + ", " + instance.role() + ", Gremlin " + instance.gremlin()
                + ", openCypher " + instance.openCypher();
    }
}
