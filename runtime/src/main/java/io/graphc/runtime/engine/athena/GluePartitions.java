package io.graphc.runtime.engine.athena;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.RelationName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequestEntry;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionError;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;

/**
 * The partitions of tables in AWS Glue. Calls for several partitions answer with errors in place of failing (AWS Glue Web
 * API reference, "Partition API"), so every answer is looked at.
 *
 * @param client must not repeat calls itself
 * @param catalogs tells the id of the catalog that a relation is in; null for that of the caller
 */
record GluePartitions(GlueClient client, AthenaCalls calls, Catalogs catalogs) {
    private static final int WRITTEN_AT_ONCE = 100;
    private static final int DELETED_AT_ONCE = 25;

    /** Where relations are. */
    @FunctionalInterface
    interface Catalogs {
        @Nullable
        String id(RelationName relation);
    }

    private static String database(RelationName table) {
        return GlueRegistry.lower(table.schema());
    }

    private static String name(RelationName table) {
        return GlueRegistry.lower(table.identifier());
    }

    /** All partitions by their values. */
    Map<List<String>, Partition> of(RelationName table) {
        Map<List<String>, Partition> found = new LinkedHashMap<>();
        GetPartitionsRequest request = GetPartitionsRequest.builder()
                .catalogId(catalogs.id(table))
                .databaseName(database(table))
                .tableName(name(table))
                .build();
        calls.retried(() -> {
            client.getPartitionsPaginator(request).stream()
                    .flatMap(page -> page.partitions().stream())
                    .forEach(partition -> found.put(partition.values(), partition));
            return true;
        });
        return found;
    }

    void add(RelationName table, Map<List<String>, Partition> partitions) {
        inBatches(List.copyOf(partitions.values()), WRITTEN_AT_ONCE, some -> {
            List<PartitionInput> inputs =
                    some.stream().map(GluePartitions::input).toList();
            List<PartitionError> errors = calls.retried(
                            () -> client.batchCreatePartition(b -> b.catalogId(catalogs.id(table))
                                    .databaseName(database(table))
                                    .tableName(name(table))
                                    .partitionInputList(inputs)))
                    .errors();
            List<List<String>> there = errors.stream()
                    .filter(error ->
                            "AlreadyExistsException".equals(error.errorDetail().errorCode()))
                    .map(PartitionError::partitionValues)
                    .toList();
            check(table, errors, "AlreadyExistsException");
            // A switch that was broken off may have left them, with a folder of then.
            update(
                    table,
                    some.stream()
                            .filter(partition -> there.contains(partition.values()))
                            .toList());
        });
    }

    private void update(RelationName table, List<Partition> partitions) {
        inBatches(partitions, WRITTEN_AT_ONCE, some -> {
            List<BatchUpdatePartitionRequestEntry> entries = some.stream()
                    .map(partition -> BatchUpdatePartitionRequestEntry.builder()
                            .partitionValueList(partition.values())
                            .partitionInput(input(partition))
                            .build())
                    .toList();
            calls.retried(() -> client.batchUpdatePartition(b -> b.catalogId(catalogs.id(table))
                            .databaseName(database(table))
                            .tableName(name(table))
                            .entries(entries)))
                    .errors()
                    .forEach(error -> {
                        throw failed(table, error.errorDetail().errorMessage());
                    });
        });
    }

    private void delete(RelationName table, List<Partition> partitions) {
        inBatches(partitions, DELETED_AT_ONCE, some -> {
            List<PartitionValueList> values = some.stream()
                    .map(partition -> PartitionValueList.builder()
                            .values(partition.values())
                            .build())
                    .toList();
            check(
                    table,
                    calls.retried(() -> client.batchDeletePartition(b -> b.catalogId(catalogs.id(table))
                                    .databaseName(database(table))
                                    .tableName(name(table))
                                    .partitionsToDelete(values)))
                            .errors(),
                    "EntityNotFoundException");
        });
    }

    private static void check(RelationName table, List<PartitionError> errors, String allowed) {
        for (PartitionError error : errors) {
            if (!allowed.equals(error.errorDetail().errorCode())) {
                throw failed(table, error.errorDetail().errorMessage());
            }
        }
    }

    private static GraphcException failed(RelationName table, String reason) {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.TABLE_NOT_SWITCHED,
                        "the partitions of " + table.quoted() + " could not all be changed")
                .note("Glue: " + reason)
                .help("run again: the partitions are then changed anew")
                .build());
    }

    private static PartitionInput input(Partition partition) {
        return PartitionInput.builder()
                .values(partition.values())
                .storageDescriptor(partition.storageDescriptor())
                .parameters(partition.parameters())
                .lastAccessTime(partition.lastAccessTime())
                .lastAnalyzedTime(partition.lastAnalyzedTime())
                .build();
    }

    private static <T> void inBatches(List<T> all, int size, Consumer<List<T>> action) {
        for (int start = 0; start < all.size(); start += size) {
            action.accept(all.subList(start, Math.min(all.size(), start + size)));
        }
    }

    /**
     * What is done to the partitions of a table around the call that switches it.
     *
     * @param undo where that call fails
     */
    record Change(Runnable before, Runnable undo, Runnable after) {}

    /**
     * The change that gives a table the partitions of another one: those that are new before the switch, then those that
     * change their folder; those that are no more at the end. So no reader misses rows; one that reads between two calls
     * may see rows of both. Where the partitions are by other columns, the old ones must go first, since Glue no longer
     * finds them afterwards; they come back where the switch fails.
     */
    Change change(RelationName table, GlueTable old, RelationName built, GlueTable fresh) {
        Map<List<String>, Partition> was = old.isPartitioned() ? of(table) : Map.of();
        Map<List<String>, Partition> will = fresh.isPartitioned() ? of(built) : Map.of();
        if (!keys(old).equals(keys(fresh))) {
            return new Change(
                    () -> delete(table, List.copyOf(was.values())), () -> add(table, was), () -> add(table, will));
        }
        Map<List<String>, Partition> added = new LinkedHashMap<>(will);
        added.keySet().removeAll(was.keySet());
        List<Partition> changed = new ArrayList<>();
        List<Partition> gone = new ArrayList<>();
        was.forEach((values, partition) -> {
            if (will.containsKey(values)) {
                changed.add(will.get(values));
            } else {
                gone.add(partition);
            }
        });
        return new Change(() -> add(table, added), () -> delete(table, List.copyOf(added.values())), () -> {
            update(table, changed);
            delete(table, gone);
        });
    }

    private static List<String> keys(GlueTable table) {
        return table.isPartitioned()
                ? table.table().partitionKeys().stream().map(Column::name).toList()
                : List.of();
    }
}
