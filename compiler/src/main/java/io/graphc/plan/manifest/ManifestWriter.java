package io.graphc.plan.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.graphc.plan.CompiledProject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes a compiled project as {@code manifest.json}: the same project gives the same bytes. The settings of the engine
 * and the graph target, which may hold secrets, are left out. The format is described in docs/reference/artifacts.md.
 */
public final class ManifestWriter {
    /** Raised whenever a reader of the older format would misread the newer one. */
    public static final int VERSION = 2;

    /** What readers tell the format by. */
    public static final String SCHEMA = "graphc/manifest/v" + VERSION;

    private static final JsonFactory JSON =
            JsonFactory.builder().build().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    /** The whole text, ending with a line break. */
    public String write(CompiledProject project) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            write(project, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** Writes the text in UTF-8 to a stream and leaves it open. */
    public void write(CompiledProject project, OutputStream to) throws IOException {
        write(project, WrittenTexts.NONE, to);
    }

    /** Writes the text in UTF-8 to a stream and leaves it open. */
    public void write(CompiledProject project, WrittenTexts texts, OutputStream to) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(to)) {
            json.setPrettyPrinter(printer());
            JsonFields fields = new JsonFields(json);
            json.writeStartObject();
            header(fields, project);
            new BuildSection(fields).write(project.hooks());
            new RelationSection(fields, texts).write(project);
            if (!project.unitTests().isEmpty()) {
                new UnitTestSection(fields).write(project.unitTests());
            }
            new GraphSection(fields).write(project.graph());
            new DeclarationSection(fields).write(project.declarations());
            new DependencySection(fields).write(project);
            json.writeEndObject();
        }
        to.write('\n');
    }

    /** The layout of all files that graphc writes as JSON: two blanks, one entry a line. */
    public static DefaultPrettyPrinter printer() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator("")
                .withObjectEmptySeparator("");
        return new DefaultPrettyPrinter(separators).withObjectIndenter(indenter).withArrayIndenter(indenter);
    }

    private static void header(JsonFields fields, CompiledProject project) throws IOException {
        fields.object("metadata");
        fields.text("schema_version", SCHEMA);
        fields.number("manifest_version", VERSION);
        fields.text("project_name", project.name());
        fields.text("tenant", project.tenant());
        fields.text("as_of", project.asOf().toString());
        fields.text("adapter_type", project.engine().type());
        fields.object("engine");
        fields.text("name", project.engine().name());
        fields.text("type", project.engine().type());
        fields.text("schema", project.engine().schema());
        fields.number("threads", project.engine().threads());
        fields.end();
        fields.object("graph_target");
        fields.text("name", project.graphTarget().name());
        fields.text("type", project.graphTarget().type());
        fields.end();
        fields.end();
    }
}
