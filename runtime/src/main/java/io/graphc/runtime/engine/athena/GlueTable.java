package io.graphc.runtime.engine.athena;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** A table of AWS Glue, and what graphc keeps of it in its parameters. */
record GlueTable(Table table) {
    private static final String PROJECT = "graphc.project";
    private static final String BEFORE = "graphc.folder_before";
    /** What Iceberg changes with each commit. */
    private static final String METADATA = "metadata_location";

    /** A table of Parquet files without any. */
    static TableInput empty(String name, String project, String folder) {
        return of(
                name,
                project,
                folder,
                List.of(Column.builder().name("nothing").type("string").build()));
    }

    /** A table of the Parquet files in a folder. */
    static TableInput of(String name, String project, String folder, List<Column> columns) {
        return TableInput.builder()
                .name(name)
                .tableType("EXTERNAL_TABLE")
                .partitionKeys(List.of())
                .parameters(Map.of(PROJECT, project, "EXTERNAL", "TRUE"))
                .storageDescriptor(storage -> storage.columns(columns)
                        .location(folder)
                        .inputFormat("org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat")
                        .outputFormat("org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat")
                        .serdeInfo(serde -> serde.serializationLibrary(
                                        "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe")
                                .parameters(Map.of("serialization.format", "1"))))
                .build();
    }

    boolean isView() {
        return "VIRTUAL_VIEW".equals(table.tableType());
    }

    boolean isIceberg() {
        return "ICEBERG".equalsIgnoreCase(parameters().get("table_type"));
    }

    boolean isPartitioned() {
        return table.hasPartitionKeys() && !table.partitionKeys().isEmpty();
    }

    /** Whether rows are shared out to files by the values of columns, as Hive does; Iceberg has partitions instead. */
    boolean hasBuckets() {
        StorageDescriptor storage = table.storageDescriptor();
        return !isIceberg()
                && storage != null
                && storage.hasBucketColumns()
                && !storage.bucketColumns().isEmpty();
    }

    boolean belongsTo(String project) {
        return project.equals(parameters().get(PROJECT));
    }

    /** The folder of its files, with a slash at its end. */
    Optional<String> folder() {
        return folder(table.storageDescriptor());
    }

    /** The folder in S3 that something is stored in, with a slash at its end. */
    static Optional<String> folder(@Nullable StorageDescriptor storage) {
        return Optional.ofNullable(storage == null ? null : storage.location())
                .filter(text -> text.startsWith("s3://"))
                .map(text -> text.endsWith("/") ? text : text + "/");
    }

    /** Whether another table has the rows of the same build. */
    boolean isSameBuild(GlueTable other) {
        return folder().isPresent()
                && folder().equals(other.folder())
                && Objects.equals(parameters().get(METADATA), other.parameters().get(METADATA));
    }

    /** Whether it has the folder and the columns of what was to be made. */
    boolean isMadeOf(TableInput wanted) {
        return folder().equals(folder(wanted.storageDescriptor()))
                && columns(table.storageDescriptor()).equals(columns(wanted.storageDescriptor()));
    }

    private static List<String> columns(@Nullable StorageDescriptor storage) {
        return storage == null
                ? List.of()
                : storage.columns().stream()
                        .map(column -> GlueRegistry.lower(column.name() + " " + column.type()))
                        .toList();
    }

    /** The folder that it had before its last build, where queries that began then may still read. */
    Optional<String> folderBefore() {
        return Optional.ofNullable(parameters().get(BEFORE));
    }

    private Map<String, String> parameters() {
        return table.hasParameters() ? table.parameters() : Map.of();
    }

    /** The same table under another name; what Glue returns of a table is more than it takes. */
    TableInput renamed(String name, String project, Optional<String> before) {
        Map<String, String> parameters = new LinkedHashMap<>(parameters());
        parameters.put(PROJECT, project);
        parameters.remove(BEFORE);
        before.ifPresent(folder -> parameters.put(BEFORE, folder));
        return TableInput.builder()
                .name(name)
                .description(table.description())
                .owner(table.owner())
                .lastAccessTime(table.lastAccessTime())
                .lastAnalyzedTime(table.lastAnalyzedTime())
                .retention(table.retention())
                .storageDescriptor(table.storageDescriptor())
                .partitionKeys(table.partitionKeys())
                .viewOriginalText(table.viewOriginalText())
                .viewExpandedText(table.viewExpandedText())
                .tableType(table.tableType() == null ? "EXTERNAL_TABLE" : table.tableType())
                .parameters(parameters)
                .build();
    }
}
