package io.graphc.plan.manifest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes the kinds of field that a manifest has, in the order of the calls. */
final class JsonFields {
    private final JsonGenerator json;

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

    void relation(String name, RelationName relation) throws IOException {
        object(name);
        text("database", relation.database());
        text("schema", relation.schema());
        text("identifier", relation.identifier());
        end();
    }

    void columns(List<Column> columns) throws IOException {
        json.writeArrayFieldStart("columns");
        for (Column column : columns) {
            item();
            text("name", column.name());
            text("type", column.type().toString());
            flag("nullable", column.nullable());
            end();
        }
        json.writeEndArray();
    }
}
