package io.graphc.plan.manifest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import io.graphc.plan.Column;
import io.graphc.plan.DeclaredPlaces;
import io.graphc.plan.Lineage;
import io.graphc.plan.LineageSource;
import io.graphc.plan.Proof;
import io.graphc.plan.RelationName;
import io.graphc.plan.RenderedText;
import io.graphc.plan.WrittenPlace;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the kinds of field that a manifest has, in the order of the calls. */
final class JsonFields {
    private final JsonGenerator json;
    private @Nullable PrettyPrinter set;

    JsonFields(JsonGenerator json) {
        this.json = json;
    }

    void object(String name) throws IOException {
        json.writeObjectFieldStart(name);
    }

    void item() throws IOException {
        json.writeStartObject();
    }

    void end() throws IOException {
        json.writeEndObject();
    }

    /** Begins an object that stands on one line, up to {@link #endLine}. */
    void line(String name) throws IOException {
        json.writeFieldName(name);
        set = json.getPrettyPrinter();
        json.setPrettyPrinter(null);
        json.writeStartObject();
    }

    void endLine() throws IOException {
        json.writeEndObject();
        json.setPrettyPrinter(set);
    }

    /** What is read, on one line; which macros are called is told where the checksums are. */
    void dependsOn(List<String> ids) throws IOException {
        line("depends_on");
        texts("macros", List.of());
        texts("nodes", ids);
        endLine();
    }

    void array(String name) throws IOException {
        json.writeArrayFieldStart(name);
    }

    void endArray() throws IOException {
        json.writeEndArray();
    }

    void text(String name, String value) throws IOException {
        json.writeStringField(name, value);
    }

    void text(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        } else {
            json.writeNullField(name);
        }
    }

    void number(String name, int value) throws IOException {
        json.writeNumberField(name, value);
    }

    void flag(String name, boolean value) throws IOException {
        json.writeBooleanField(name, value);
    }

    void texts(String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    void place(Optional<WrittenPlace> place) throws IOException {
        if (place.isPresent()) {
            text("declared_at", place.get().toString());
        }
    }

    void relation(String name, RelationName relation) throws IOException {
        object(name);
        text("database", relation.database());
        text("schema", relation.schema());
        text("identifier", relation.identifier());
        end();
    }

    /** One line for each column, so that a manifest stays readable and small. */
    void lineage(Lineage lineage) throws IOException {
        object("lineage");
        object("columns");
        for (Map.Entry<String, List<LineageSource>> column : lineage.columns().entrySet()) {
            sources(column.getKey(), column.getValue());
        }
        end();
        sources("rows", lineage.rows());
        compact("definitions", lineage.definitions());
        end();
    }

    /** A map of texts on one line. */
    void compact(String name, Map<String, String> values) throws IOException {
        json.writeFieldName(name);
        PrettyPrinter printer = json.getPrettyPrinter();
        json.setPrettyPrinter(null);
        json.writeStartObject();
        for (Map.Entry<String, String> value : values.entrySet()) {
            json.writeStringField(value.getKey(), value.getValue());
        }
        json.writeEndObject();
        json.setPrettyPrinter(printer);
    }

    /** A list of texts on one line. */
    void compact(String name, Collection<String> values) throws IOException {
        json.writeFieldName(name);
        PrettyPrinter printer = json.getPrettyPrinter();
        json.setPrettyPrinter(null);
        plain(values);
        json.setPrettyPrinter(printer);
    }

    /** Plain data on one line. */
    void compactPlain(String name, Map<String, Object> values) throws IOException {
        json.writeFieldName(name);
        PrettyPrinter printer = json.getPrettyPrinter();
        json.setPrettyPrinter(null);
        plain(values);
        json.setPrettyPrinter(printer);
    }

    /** Columns by kind, then by relation; they come in this order. */
    private void sources(String name, List<LineageSource> sources) throws IOException {
        json.writeFieldName(name);
        PrettyPrinter printer = json.getPrettyPrinter();
        json.setPrettyPrinter(null);
        json.writeStartObject();
        Optional<LineageSource> before = Optional.empty();
        for (LineageSource source : sources) {
            boolean sameKind =
                    before.filter(last -> last.kind() == source.kind()).isPresent();
            boolean same = sameKind
                    && before.filter(last -> last.relation().equals(source.relation()))
                            .isPresent();
            if (!same && before.isPresent()) {
                json.writeEndArray();
            }
            if (!sameKind && before.isPresent()) {
                json.writeEndObject();
            }
            if (!sameKind) {
                json.writeObjectFieldStart(source.kind().word());
            }
            if (!same) {
                json.writeArrayFieldStart(source.relation());
            }
            json.writeString(source.column());
            before = Optional.of(source);
        }
        if (before.isPresent()) {
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndObject();
        json.setPrettyPrinter(printer);
    }

    /** A statement and the places that its pieces come from. */
    void rendered(RenderedText rendered) throws IOException {
        text("text", rendered.text());
        texts(
                "places",
                rendered.pieces().stream()
                        .map(piece -> piece.start() + (piece.verbatim() ? " " : " computed ") + piece.at())
                        .toList());
    }

    /** Plain data: texts, numbers, true and false, lists and maps of these. */
    void plain(String name, Map<?, ?> values) throws IOException {
        json.writeFieldName(name);
        plain(values);
    }

    private void plain(Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                plain(entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> several) {
            json.writeStartArray();
            for (Object one : several) {
                plain(one);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Double || value instanceof Float) {
            json.writeNumber(((Number) value).doubleValue());
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else {
            json.writeString(value.toString());
        }
    }

    /** Nothing where there is none. */
    void proof(Optional<Proof> proof) throws IOException {
        if (proof.isPresent()) {
            object("proof");
            texts("tests", proof.get().tests());
            texts("rules", proof.get().rules());
            end();
        }
    }

    void columns(List<Column> columns) throws IOException {
        columns(columns, DeclaredPlaces.NONE, Map.of());
    }

    /**
     * Columns by name, one a line, and where they are declared.
     *
     * @param descriptions those of columns that have one
     */
    void columns(List<Column> columns, DeclaredPlaces places, Map<String, String> descriptions) throws IOException {
        object("columns");
        for (Column column : columns) {
            line(column.name());
            text("name", column.name());
            text("data_type", column.type().toString());
            flag("nullable", column.nullable());
            String description = descriptions.get(column.name());
            if (description != null) {
                text("description", description);
            }
            place(places.column(column.name()));
            endLine();
        }
        end();
    }
}
