package io.graphc.plan.manifest;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A folder with the artifacts of an earlier compilation, such as a copy of {@code target}. */
public final class ManifestFolder {
    private static final String MANIFEST = "manifest.json";

    private final Path folder;
    private final String shown;

    /**
     * A folder.
     *
     * @param shown how messages call it
     */
    public ManifestFolder(Path folder, String shown) {
        this.folder = folder;
        this.shown = shown;
    }

    /**
     * The project as it was compiled for a tenant, or without tenants; empty when the tenant was not compiled then.
     *
     * @throws GraphcException when there is no manifest or it cannot be read
     */
    public Optional<CompiledProject> read(Optional<String> tenant) {
        Path index = folder.resolve(MANIFEST);
        if (!Files.isRegularFile(index)) {
            throw new GraphcException(Diagnostic.of(
                            DiagnosticCode.UNREADABLE_FILE, "`" + shown + "` holds no " + MANIFEST)
                    .help("keep a copy of the target folder of an earlier `graphc compile`, and name it with --state")
                    .build());
        }
        Path file = TargetFolders.of(folder, tenant).resolve(MANIFEST);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            String path = shown + "/" + folder.relativize(file).toString().replace('\\', '/');
            return Optional.of(new ManifestReader().read(text, path));
        } catch (IOException e) {
            throw new GraphcException(
                    Diagnostic.of(DiagnosticCode.UNREADABLE_FILE, "the manifest in `" + shown + "` cannot be read")
                            .note(String.valueOf(e.getMessage()))
                            .build(),
                    e);
        }
    }
}
