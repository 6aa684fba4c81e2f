package io.graphc.plan.manifest;

import io.graphc.plan.TableFiles;
import io.graphc.plan.TableSettings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** How the table of a model is stored, in a manifest: what was said alone. */
final class TableSection {
    private TableSection() {}

    static void write(TableSettings table, JsonFields fields) throws IOException {
        TableFiles files = table.files();
        fields.object("table");
        textIfThere(fields, "table_type", table.tableType());
        textIfThere(fields, "format", table.format());
        textsIfThere(fields, "partitioned_by", table.partitionedBy());
        if (!table.properties().isEmpty()) {
            fields.compact("properties", table.properties());
        }
        textIfThere(fields, "write_compression", files.compression());
        textIfThere(fields, "field_delimiter", files.fieldDelimiter());
        textsIfThere(fields, "bucketed_by", files.bucketedBy());
        if (files.bucketCount() > 0) {
            fields.number("bucket_count", files.bucketCount());
        }
        textIfThere(fields, "external_location", files.location());
        textIfThere(fields, "s3_data_dir", files.folder());
        textIfThere(fields, "s3_data_naming", files.naming());
        if (table.batched()) {
            fields.flag("force_batch", true);
        }
        if (table.maxBytesScanned().isPresent()) {
            fields.text(
                    "max_bytes_scanned", String.valueOf(table.maxBytesScanned().getAsLong()));
        }
        fields.end();
    }

    private static void textIfThere(JsonFields fields, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            fields.text(name, value.get());
        }
    }

    private static void textsIfThere(JsonFields fields, String name, List<String> values) throws IOException {
        if (!values.isEmpty()) {
            fields.texts(name, values);
        }
    }

    static TableSettings read(ManifestNode node) {
        return new TableSettings(
                node.textIfThere("table_type"),
                node.textIfThere("format"),
                textsIfThere(node, "partitioned_by"),
                node.optionalChild("properties").map(ManifestNode::map).orElse(Map.of()),
                new TableFiles(
                        node.textIfThere("write_compression"),
                        node.textIfThere("field_delimiter"),
                        textsIfThere(node, "bucketed_by"),
                        node.json().path("bucket_count").intValue(),
                        node.textIfThere("external_location"),
                        node.textIfThere("s3_data_dir"),
                        node.textIfThere("s3_data_naming")),
                node.json().path("force_batch").booleanValue(),
                node.textIfThere("max_bytes_scanned")
                        .map(text -> OptionalLong.of(Long.parseLong(text)))
                        .orElse(OptionalLong.empty()));
    }

    private static List<String> textsIfThere(ManifestNode node, String name) {
        return node.json().has(name) ? node.texts(name) : List.of();
    }
}
