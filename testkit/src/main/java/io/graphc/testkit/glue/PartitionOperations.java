package io.graphc.testkit.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The operations on partitions (AWS Glue, Web API reference, "Partition API"). Batches answer with status 200 and an error
 * for each partition that was refused.
 */
final class PartitionOperations {
    private static final int MOST_PER_PAGE = 1_000;
    private static final int MOST_WRITTEN = 100;
    private static final int MOST_DELETED = 25;
    private static final int MOST_READ = 1_000;
    private static final int MOST_SEGMENTS = 10;

    private final GlueCatalog catalog;

    PartitionOperations(GlueCatalog catalog) {
        this.catalog = catalog;
    }

    void register(Map<String, Function<Members, ObjectNode>> operations) {
        operations.put("CreatePartition", call -> {
            create(catalog.table(call, "TableName"), call, call.structure("PartitionInput"));
            return Members.object();
        });
        operations.put("BatchCreatePartition", this::createBatch);
        operations.put("GetPartition", this::get);
        operations.put("GetPartitions", this::list);
        operations.put("BatchGetPartition", this::getBatch);
        operations.put("UpdatePartition", call -> {
            update(catalog.table(call, "TableName"), call, "PartitionValueList", call);
            return Members.object();
        });
        operations.put("BatchUpdatePartition", this::updateBatch);
        operations.put("DeletePartition", call -> {
            delete(catalog.table(call, "TableName"), call.texts("PartitionValues", Integer.MAX_VALUE));
            return Members.object();
        });
        operations.put("BatchDeletePartition", this::deleteBatch);
    }

    private void create(GlueTable table, Members call, Members input) {
        String key = GluePartition.key(GluePartition.values(table, input));
        if (table.partitions.containsKey(key)) {
            throw GlueFailure.exists("Partition already exists.");
        }
        table.partitions.put(key, partition(call, input, catalog.now()));
    }

    private static GluePartition partition(Members call, Members input, double created) {
        ObjectNode json = input.json().deepCopy();
        json.put("DatabaseName", call.name("DatabaseName"));
        json.put("TableName", call.name("TableName"));
        json.put("CatalogId", FakeGlue.ACCOUNT);
        json.put("CreationTime", created);
        return new GluePartition(json);
    }

    private ObjectNode createBatch(Members call) {
        GlueTable table = catalog.table(call, "TableName");
        ObjectNode answer = Members.object();
        each(call.list("PartitionInputList", MOST_WRITTEN), "Values", "PartitionValues", answer, input -> {
            create(table, call, Members.of(input, "partitionInputList"));
        });
        return answer;
    }

    /** Does something with each entry of a batch, and lists those that were refused. */
    private static void each(
            List<JsonNode> entries, String values, String shownAs, ObjectNode answer, Consumer<JsonNode> action) {
        ArrayNode errors = answer.putArray("Errors");
        for (JsonNode entry : entries) {
            try {
                action.accept(entry);
            } catch (GlueFailure refused) {
                ObjectNode error = errors.addObject();
                error.set(shownAs, entry.path(values).deepCopy());
                error.set("ErrorDetail", TableOperations.detail(refused));
            }
        }
    }

    static GluePartition find(GlueTable table, List<String> values) {
        GluePartition partition = table.partitions.get(GluePartition.key(GluePartition.values(table, values)));
        if (partition == null) {
            throw GlueFailure.notFound("Cannot find partition.");
        }
        return partition;
    }

    private ObjectNode get(Members call) {
        GluePartition found = find(catalog.table(call, "TableName"), call.texts("PartitionValues", Integer.MAX_VALUE));
        ObjectNode answer = Members.object();
        answer.set("Partition", found.json.deepCopy());
        return answer;
    }

    private ObjectNode getBatch(Members call) {
        GlueTable table = catalog.table(call, "TableName");
        ObjectNode answer = Members.object();
        ArrayNode found = answer.putArray("Partitions");
        ArrayNode missing = answer.putArray("UnprocessedKeys");
        for (JsonNode entry : call.list("PartitionsToGet", MOST_READ)) {
            List<String> values = Members.of(entry, "partitionsToGet").texts("Values", Integer.MAX_VALUE);
            // What does not exist is left out of the answer and is no unprocessed key.
            Optional.ofNullable(table.partitions.get(GluePartition.key(GluePartition.values(table, values))))
                    .ifPresent(partition -> found.add(partition.json.deepCopy()));
        }
        if (missing.isEmpty()) {
            answer.remove("UnprocessedKeys");
        }
        return answer;
    }

    private ObjectNode list(Members call) {
        GlueTable table = catalog.table(call, "TableName");
        call.mostCharacters("Expression", 2_048);
        PartitionExpression expression =
                PartitionExpression.parse(call.text("Expression").orElse(""), table.keys());
        TreeMap<String, ObjectNode> found = new TreeMap<>();
        table.partitions.forEach((key, partition) -> {
            if (inSegment(call, key) && expression.holds(partition.values())) {
                ObjectNode json = partition.json.deepCopy();
                if (call.flag("ExcludeColumnSchema") && json.get("StorageDescriptor") instanceof ObjectNode storage) {
                    storage.remove("Columns");
                }
                found.put(key, json);
            }
        });
        return catalog.pages.page(call, "Partitions", found, MOST_PER_PAGE);
    }

    private static boolean inSegment(Members call, String key) {
        if (!call.has("Segment")) {
            return true;
        }
        Members segment = call.structure("Segment");
        int total = segment.number("TotalSegments", 1, 1, MOST_SEGMENTS);
        int number = segment.number("SegmentNumber", 0, 0, total - 1);
        return Math.floorMod(key.hashCode(), total) == number;
    }

    private void update(GlueTable table, Members call, String member, Members entry) {
        List<String> old = entry.texts(member, 100);
        GluePartition before = find(table, old);
        Members input = entry.structure("PartitionInput");
        String key = GluePartition.key(GluePartition.values(table, input));
        String oldKey = GluePartition.key(old);
        if (!key.equals(oldKey) && table.partitions.containsKey(key)) {
            throw GlueFailure.exists("Partition already exists.");
        }
        table.partitions.remove(oldKey);
        GluePartition after =
                partition(call, input, before.json.path("CreationTime").asDouble());
        after.statistics.putAll(before.statistics);
        table.partitions.put(key, after);
    }

    private ObjectNode updateBatch(Members call) {
        GlueTable table = catalog.table(call, "TableName");
        ObjectNode answer = Members.object();
        each(call.list("Entries", MOST_WRITTEN), "PartitionValueList", "PartitionValueList", answer, entry -> {
            update(table, call, "PartitionValueList", Members.of(entry, "entries"));
        });
        return answer;
    }

    private static void delete(GlueTable table, List<String> values) {
        find(table, values);
        table.partitions.remove(GluePartition.key(values));
    }

    private ObjectNode deleteBatch(Members call) {
        GlueTable table = catalog.table(call, "TableName");
        ObjectNode answer = Members.object();
        each(call.list("PartitionsToDelete", MOST_DELETED), "Values", "PartitionValues", answer, entry -> {
            delete(table, Members.of(entry, "partitionsToDelete").texts("Values", Integer.MAX_VALUE));
        });
        return answer;
    }
}
