package io.graphc.runtime.emit.neo4jadmin;

import io.graphc.plan.CompiledProject;
import io.graphc.runtime.emit.neo4j.IdConstraint;
import io.graphc.runtime.emit.neo4jadmin.ImportManifest.DataFile;
import io.graphc.runtime.emit.neo4jadmin.ImportManifest.Document;
import io.graphc.runtime.emit.neo4jadmin.ImportManifest.Element;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The texts beside the data: the options of the command line, which neo4j-admin reads from a file (Neo4j Operations Manual,
 * "Neo4j admin import", full import), how to call it, and the constraints that a later load over Bolt builds on.
 */
record ImportCommand(ImportSettings settings, CompiledProject project, List<Element> elements) {
    static final String ARGUMENTS = "import.args";
    private static final String EXPLANATION = "README.txt";
    private static final String CONSTRAINTS = "constraints.cypher";

    /** neo4j-admin's own is 4 MB, which a field has to fit into. */
    private static final int BUFFER = 4 << 20;

    List<Document> write(Path folder) throws IOException {
        Files.writeString(folder.resolve(ARGUMENTS), arguments());
        Files.writeString(folder.resolve(EXPLANATION), explanation());
        Files.writeString(folder.resolve(CONSTRAINTS), constraints());
        return Stream.of(ARGUMENTS, EXPLANATION, CONSTRAINTS).map(Document::new).toList();
    }

    private String arguments() {
        List<String> lines = new ArrayList<>(List.of(
                "--id-type=string",
                "--array-delimiter=U+001F",
                "--bad-tolerance=0",
                "--skip-bad-relationships=false",
                "--skip-duplicate-nodes=false"));
        if (elements.stream().anyMatch(Element::multiline)) {
            lines.add("--multiline-fields=true");
        }
        int longest = elements.stream().mapToInt(Element::longest).max().orElse(0);
        if (longest > BUFFER / 4) {
            // Twice for quotes, twice because a field may lie across two buffers.
            lines.add("--read-buffer-size=" + (((4L * longest) >> 20) + 1) + "m");
        }
        for (Element element : elements) {
            if (!element.files().isEmpty()) {
                lines.add((element.kind().equals("node") ? "--nodes=" : "--relationships=")
                        + element.files().stream().map(DataFile::path).collect(Collectors.joining(",")));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private String explanation() {
        return "The graph of project " + project.name()
                + project.tenant().map(tenant -> ", tenant " + tenant).orElse("")
                + ", as files for Neo4j 5.\n"
                + "\n"
                + "Call this in this folder, as the user that Neo4j runs as, while the database is stopped or not there:\n"
                + "\n"
                + "    neo4j-admin database import full " + settings.database() + " @" + ARGUMENTS + "\n"
                + "\n"
                + "With --overwrite-destination=true before the @ it replaces a database that is there. Then start the"
                + " database\n"
                + "(CREATE DATABASE where it is new) and make the constraints that `graphc run` works with when its target"
                + " is Neo4j:\n"
                + "\n"
                + "    cypher-shell -d " + settings.database() + " -f " + CONSTRAINTS + "\n";
    }

    private String constraints() {
        return project.graph().elements().stream()
                .map(element -> IdConstraint.of(element, settings.idProperty()))
                .distinct()
                .map(statement -> statement + ";\n")
                .collect(Collectors.joining());
    }
}
