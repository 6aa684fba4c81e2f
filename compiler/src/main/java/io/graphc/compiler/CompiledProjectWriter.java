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
import io.graphc.plan.GraphPlan;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.TestPlan;
import io.graphc.plan.manifest.ManifestWriter;
import io.graphc.plan.manifest.TargetFolders;
import io.graphc.plan.manifest.WrittenTexts;
import io.graphc.source.disk.Removal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
    private Optional<BiPredicate<CompiledProject, String>> part = Optional.empty();

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

    /** From now on writes the SQL of a part alone and leaves that of others as it is; told of a project and an id of it. */
    public CompiledProjectWriter only(BiPredicate<CompiledProject, String> written) {
        part = Optional.of(written);
        return this;
    }

    /**
     * Writes all tenants that compiled without errors.
     *
     * @throws GraphcException when a file cannot be written
     */
    public void write(CompilationResult result) {
        try {
            WrittenTexts texts = result.project().map(RawCode::of).orElse(WrittenTexts.NONE);
            // Each tenant has a folder of its own. Where there are several, one thread writes all of one: a thread
            // that waits for another to write a part would begin with the next tenant, until all are in memory.
            boolean several = result.projects().size() > 1;
            result.projects().parallelStream().forEach(project -> runUnchecked(() -> write(project, texts, several)));
            if (result.tenants().stream().anyMatch(tenant -> tenant.tenant().isPresent())) {
                writeFile(target.resolve("manifest.json"), index(result.tenants()));
            }
        } catch (UncheckedIOException e) {
            throw cannotWrite(Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private static GraphcException cannotWrite(IOException e) {
        return new GraphcException(
                Diagnostic.of(
                                DiagnosticCode.CANNOT_WRITE,
                                "the compiled project cannot be written to the target folder")
                        .note(words(e))
                        .help(
                                "let the folder be written, make room for it, or set another `target-path` in the project file")
                        .build(),
                e);
    }

    /** Java gives no reason but the path for what it has a class for. */
    private static String words(IOException e) {
        if (e instanceof FileAlreadyExistsException there) {
            return "`" + there.getFile() + "` is there and is no folder";
        }
        if (e instanceof AccessDeniedException denied) {
            return "`" + denied.getFile() + "`: permission denied";
        }
        return String.valueOf(e.getMessage());
    }

    private void write(CompiledProject project, WrittenTexts written, boolean alone) throws IOException {
        Path folder = TargetFolders.of(target, project.tenant());
        Files.createDirectories(folder);
        Path compiled = folder.resolve("compiled");
        if (part.isEmpty()) {
            // What an earlier compilation left may belong to models that are gone.
            Removal.of(compiled);
        }
        made.removeIf(path -> path.startsWith(compiled));
        artifacts.owns(compiled);
        // Printing the manifest takes about as long as writing all other files.
        List<Writing> writings = new ArrayList<>();
        writings.add(() -> writeManifest(project, written, folder.resolve("manifest.json")));
        texts(project, compiled.resolve(project.name()))
                .forEach((file, text) -> writings.add(() -> writeFile(file, text)));
        Stream<Writing> all = alone ? writings.stream() : writings.parallelStream();
        all.forEach(CompiledProjectWriter::runUnchecked);
    }

    /** The writing of one file. */
    private interface Writing {
        void run() throws IOException;
    }

    private static void runUnchecked(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeManifest(CompiledProject project, WrittenTexts written, Path file) throws IOException {
        try (OutputStream manifest = artifacts.manifest(file)) {
            new ManifestWriter().write(project, written, manifest);
        }
    }

    /** The compiled texts by their files. */
    private Map<Path, String> texts(CompiledProject project, Path root) {
        Map<Path, String> texts = new LinkedHashMap<>();
        Predicate<String> written =
                id -> part.map(chosen -> chosen.test(project, id)).orElse(true);
        for (ModelPlan model : chosen(project.models(), ModelPlan::id, written)) {
            texts.put(root.resolve(inside(model.compiledPath())), model.compiledSql());
        }
        for (TestPlan test : chosen(project.tests(), TestPlan::id, written)) {
            boolean own = test.kind().equals("singular") || test.graph().isPresent();
            String path = own ? test.path() : test.path() + "/" + test.name() + ".sql";
            texts.put(root.resolve(inside(path)), test.compiledSql());
        }
        GraphPlan graph = project.graph();
        addElements(root.resolve("graph/nodes"), chosen(graph.nodes(), ElementPlan::id, written), texts);
        addElements(
                root.resolve("graph/relationships"), chosen(graph.relationships(), ElementPlan::id, written), texts);
        return texts;
    }

    private static <T> List<T> chosen(List<T> all, Function<? super T, String> id, Predicate<String> written) {
        return all.stream().filter(one -> written.test(id.apply(one))).toList();
    }

    /** The files of a local package may lie beside the project; what is made of them lies in the target folder. */
    private static String inside(String path) {
        String inside = path;
        while (inside.startsWith("../")) {
            inside = inside.substring(3);
        }
        return inside;
    }

    private static void addElements(Path folder, List<? extends ElementPlan> elements, Map<Path, String> texts) {
        for (ElementPlan element : elements) {
            texts.put(
                    folder.resolve(element.query().staged().identifier() + ".sql"),
                    element.query().compiledSql());
        }
    }

    private void writeFile(Path file, String text) throws IOException {
        Path folder = file.getParent();
        if (!made.contains(folder)) {
            Files.createDirectories(folder);
            made.add(folder);
        }
        String whole = text.endsWith("\n") ? text : text + "\n";
        // An encoder takes an array at once, and a text letter by letter.
        ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(whole.toCharArray()));
        byte[] encoded = new byte[bytes.remaining()];
        bytes.get(encoded);
        artifacts.write(file, encoded);
    }

    private static String index(List<TenantResult> tenants) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(ManifestWriter.printer());
            json.writeStartObject();
            json.writeObjectFieldStart("metadata");
            json.writeStringField("schema_version", ManifestWriter.SCHEMA);
            json.writeNumberField("manifest_version", ManifestWriter.VERSION);
            json.writeEndObject();
            json.writeObjectFieldStart("tenants");
            for (TenantResult tenant : tenants) {
                json.writeObjectFieldStart(tenant.tenant().orElse(""));
                json.writeBooleanField("compiled", tenant.stored().isPresent());
                if (tenant.stored().isPresent()) {
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
