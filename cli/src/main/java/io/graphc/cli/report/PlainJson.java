package io.graphc.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.plan.manifest.ManifestWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/** Maps, lists, booleans, numbers and texts as JSON; whatever else a value is, its text. */
public final class PlainJson {
    private static final JsonFactory JSON = new JsonFactory();

    private PlainJson() {}

    /** On one line. */
    public static String line(Map<String, ?> fields) {
        return text(fields, false);
    }

    /** For people, too, with a line break at its end. */
    public static String document(Map<String, ?> fields) {
        return text(fields, true) + "\n";
    }

    private static String text(Map<String, ?> fields, boolean pretty) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            if (pretty) {
                json.setPrettyPrinter(ManifestWriter.printer());
            }
            write(fields, json);
        } catch (IOException e) {
            throw new GraphcBugException("writing to memory", e);
        }
        return text.toString();
    }

    /** Whether JSON has a number for a value; it has none that is infinite. */
    private static boolean isFinite(Object value) {
        return value instanceof Number number && Double.isFinite(number.doubleValue());
    }

    private static void write(Object value, JsonGenerator json) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                write(entry.getValue(), json);
            }
            json.writeEndObject();
        } else if (value instanceof List<?> several) {
            json.writeStartArray();
            for (Object one : several) {
                write(one, json);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean || isFinite(value)) {
            json.writeRawValue(value.toString());
        } else {
            json.writeString(value.toString());
        }
    }
}
