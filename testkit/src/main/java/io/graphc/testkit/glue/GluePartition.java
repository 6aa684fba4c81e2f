package io.graphc.testkit.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A partition with its statistics. Guarded by the stand-in. */
final class GluePartition {
    private static final Set<String> INPUT =
            Set.of("Values", "LastAccessTime", "StorageDescriptor", "Parameters", "LastAnalyzedTime");

    final ObjectNode json;
    final SortedMap<String, JsonNode> statistics = new TreeMap<>();

    GluePartition(ObjectNode json) {
        this.json = json;
    }

    /** Checks a partition input against the keys of its table. */
    static List<String> values(GlueTable table, Members input) {
        input.only("PartitionInput", INPUT);
        if (input.has("StorageDescriptor")) {
            GlueTable.checkStorage(input.structure("StorageDescriptor"));
        }
        return values(table, input.texts("Values", Integer.MAX_VALUE));
    }

    static List<String> values(GlueTable table, List<String> values) {
        if (values.size() != table.keys().size()) {
            throw GlueFailure.badInput("The number of partition keys do not match the number of partition values");
        }
        return values;
    }

    /** Orders partitions by their values. */
    static String key(List<String> values) {
        return String.join("\u0001", values);
    }

    List<String> values() {
        return new Members(json).texts("Values", Integer.MAX_VALUE);
    }
}
