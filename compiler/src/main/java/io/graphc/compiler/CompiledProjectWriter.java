package io.graphc.compiler;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.graphc.compiler.CompilationResult.TenantResult;
import io.graphc.compiler.outcome.Artifacts;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.TestPlan;
import io.graphc.plan.manifest.ManifestWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was compiled below the target folder: {@code manifest.json} and {@code compiled/<project>/**}; in a project
 * with tenants the same below {@code tenants/<name>/}, and a {@code manifest.json} that lists the tenants. The same
 * project gives the same bytes; no setting of a profile and no path of this machine is in them.
 */
public final class CompiledProjectWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final Path target;
    private final Artifacts artifacts;
    private final Set<Path> made = ConcurrentHashMap.newKeySet();

    /**
     * A writer below one folder.
     *
     * @param target the project's target folder, which is made when it is not there
     */
    public CompiledProjectWriter(Path target) {
        this(target, new Artifacts());
    }

    /** A writer that tells what it wrote. */
    public CompiledProjectWriter(Path target, Artifacts artifacts) {
        this.target = target;
        this.artifacts = artifacts;
    }

    /**
     * Writes all tenants that compiled without errors.
     *
     * @throws GraphcException when a file cannot be written
     */
    public void write(CompilationResult result) {
        try {
            // Each tenant has a folder of its own.
            result.projects().parallelStream().forEach(this::writeUnchecked);
            if (result.tenants().stream().anyMatch(tenant -> tenant.tenant().isPresent())) {
                writeFile(target.resolve("manifest.json"), index(result.tenants()));
            }
        } catch (UncheckedIOException e) {
            throw cannotWrite(Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private void writeUnchecked(CompiledProject project) {
        try {
            write(project);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GraphcException cannotWrite(IOException e) {
        return new GraphcException(
                Diagnostic.of(
                                DiagnosticCode.CANNOT_WRITE,
                                "the compiled project cannot be written to the target folder")
                        .note(String.valueOf(e.getMessage()))
                        .build(),
                e);
    }

    private void write(CompiledProject project) throws IOException {
        Path folder = project.tenant()
                .map(tenant -> target.resolve("tenants").resolve(tenant))
                .orElse(target);
        Files.createDirectories(folder);
        try (OutputStream manifest = artifacts.manifest(folder.resolve("manifest.json"))) {
            new ManifestWriter().write(project, manifest);
        }
        Path compiled = folder.resolve("compiled");
        deleteTree(compiled);
        made.removeIf(path -> path.startsWith(compiled));
        artifacts.owns(compiled);
        Path root = compiled.resolve(project.name());
        for (ModelPlan model : project.models()) {
            writeFile(inside(root, model.path()), model.compiledSql());
        }
        for (TestPlan test : project.tests()) {
            boolean own = test.kind().equals("singular") || test.graph().isPresent();
            String path = own ? test.path() : test.path() + "/" + test.name() + ".sql";
            writeFile(inside(root, path), test.compiledSql());
        }
        writeElements(root.resolve("graph/nodes"), project.graph().nodes());
        writeElements(root.resolve("graph/relationships"), project.graph().relationships());
    }

    /** Files may lie beside the project or anywhere else; what is made of them lies below the root, whatever their path. */
    private static Path inside(Path root, String path) {
        Path inside = root;
        for (Path name : Path.of(path).normalize()) {
            if (!name.toString().equals("..")) {
                inside = inside.resolve(name);
            }
        }
        return inside;
    }

    private void writeElements(Path folder, List<? extends ElementPlan> elements) throws IOException {
        for (ElementPlan element : elements) {
            String file = element.query().staged().identifier() + ".sql";
            writeFile(folder.resolve(file), element.query().compiledSql());
        }
    }

    private void writeFile(Path file, String text) throws IOException {
        Path folder = file.getParent();
        if (made.add(folder)) {
            Files.createDirectories(folder);
        }
        ByteBuffer bytes =
                StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text.endsWith("\n") ? text : text + "\n"));
        byte[] encoded = new byte[bytes.remaining()];
        bytes.get(encoded);
        artifacts.write(file, encoded);
    }

    /** What an earlier compilation left may belong to models that are gone. */
    private static void deleteTree(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem) throws IOException {
                if (problem != null) {
                    throw problem;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static String index(List<TenantResult> tenants) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(ManifestWriter.printer());
            json.writeStartObject();
            json.writeObjectFieldStart("metadata");
            json.writeNumberField("manifest_version", ManifestWriter.VERSION);
            json.writeEndObject();
            json.writeObjectFieldStart("tenants");
            for (TenantResult tenant : tenants) {
                json.writeObjectFieldStart(tenant.tenant().orElse(""));
                json.writeBooleanField("compiled", tenant.project().isPresent());
                if (tenant.project().isPresent()) {
                    json.writeStringField(
                            "manifest", "tenants/" + tenant.tenant().orElse("") + "/manifest.json");
                }
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }
}
