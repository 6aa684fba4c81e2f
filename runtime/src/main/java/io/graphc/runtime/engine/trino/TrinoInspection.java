package io.graphc.runtime.engine.trino;

import io.graphc.plan.EngineTarget;
import io.graphc.runtime.inspect.Inspection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at a Trino cluster, its catalog and its schema. */
final class TrinoInspection {
    private final EngineTarget target;
    private final Path projectFolder;
    private final Inspection inspection;

    TrinoInspection(EngineTarget target, Path projectFolder, Inspection inspection) {
        this.target = target;
        this.projectFolder = projectFolder;
        this.inspection = inspection;
    }

    void run() {
        Optional<TrinoProfile> profile =
                inspection.look("settings", () -> TrinoProfile.of(target, projectFolder), TrinoProfile::place);
        Optional<TrinoSession> session =
                profile.flatMap(read -> inspection.look("session", () -> TrinoSession.open(read), made -> "made"));
        if (session.isEmpty()) {
            return;
        }
        TrinoProfile read = profile.orElseThrow();
        try (TrinoSession open = session.get()) {
            Optional<List<String>> version = inspection.look(
                    "connection",
                    () -> open.rows("asking for the version", "SELECT version()", row -> row.getString(1)),
                    found -> "Trino " + String.join("", found));
            if (version.isEmpty()) {
                // Nothing else can be asked.
                return;
            }
            Optional<Map<String, String>> catalogs = inspection.look(
                    "catalog `" + read.catalog() + "`",
                    () -> TrinoWarehouse.connectors(open, read),
                    found -> "is there, connector " + TrinoWarehouse.connector(found, read));
            if (catalogs.isPresent()) {
                inspection.look("schema `" + target.schema() + "`", () -> schema(open, read));
            }
        }
    }

    private String schema(TrinoSession session, TrinoProfile profile) {
        boolean lacking = new TrinoTables(session, profile.catalog()).lacks(Optional.empty(), target.schema());
        return lacking ? "is not there yet: the first run makes it" : "is there";
    }
}
