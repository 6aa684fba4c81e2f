package io.graphc.diagnostic.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.Label;
import io.graphc.source.SourceSpan;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** One JSON object a line, keys always in the same order. */
public final class JsonRenderer implements DiagnosticRenderer {
    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public String render(Diagnostic diagnostic) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("event", "diagnostic");
            json.writeStringField("code", diagnostic.code().id());
            json.writeStringField("slug", diagnostic.code().slug());
            json.writeStringField("severity", diagnostic.severity().word());
            json.writeStringField("message", diagnostic.message());
            if (diagnostic.primary().isPresent()) {
                writeSpan(json, diagnostic.primary().get());
            }
            writeLabels(json, diagnostic.labels());
            writeTexts(json, "notes", diagnostic.notes());
            writeTexts(json, "help", diagnostic.helps());
            json.writeStringField("page", "docs/errors/" + diagnostic.code().id() + ".md");
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return text.append('\n').toString();
    }

    private static void writeSpan(JsonGenerator json, SourceSpan span) throws IOException {
        json.writeStringField("file", span.file().path());
        json.writeNumberField("line", span.startLine());
        json.writeNumberField("column", span.startColumn());
        json.writeNumberField("endLine", span.endLine());
        json.writeNumberField("endColumn", span.endColumn());
    }

    private static void writeLabels(JsonGenerator json, List<Label> labels) throws IOException {
        json.writeArrayFieldStart("labels");
        for (Label label : labels) {
            json.writeStartObject();
            writeSpan(json, label.span());
            json.writeStringField("text", label.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeTexts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
