package io.graphc.testkit.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A table with its versions, partitions and statistics. Guarded by the stand-in. */
final class GlueTable {
    /** What may be written of a table; the rest of what is read belongs to the service. */
    static final Set<String> INPUT = Set.of(
            "Name",
            "Description",
            "Owner",
            "LastAccessTime",
            "LastAnalyzedTime",
            "Retention",
            "StorageDescriptor",
            "PartitionKeys",
            "ViewOriginalText",
            "ViewExpandedText",
            "TableType",
            "Parameters",
            "TargetTable",
            "FederatedTable",
            "ViewDefinition");

    private static final int LONGEST_TYPE = 131_072;
    private static final int LONGEST_COMMENT = 255;
    private static final int LONGEST_LOCATION = 2_056;
    private static final int LONGEST_VIEW = 409_600;

    final SortedMap<Integer, ObjectNode> archived = new TreeMap<>();
    final SortedMap<String, GluePartition> partitions = new TreeMap<>();
    final SortedMap<String, JsonNode> statistics = new TreeMap<>();
    ObjectNode current;
    int version;

    GlueTable(ObjectNode current) {
        this.current = current;
        current.put("VersionId", "0");
    }

    /** Checks a table input and lower-cases its name. */
    static ObjectNode checked(Members input) {
        input.only("TableInput", INPUT);
        ObjectNode table = input.json().deepCopy();
        table.put("Name", input.name("Name"));
        input.mostCharacters("Description", 2_048);
        input.mostCharacters("ViewOriginalText", LONGEST_VIEW);
        input.mostCharacters("ViewExpandedText", LONGEST_VIEW);
        if (input.has("StorageDescriptor")) {
            checkStorage(input.structure("StorageDescriptor"));
        }
        if (input.has("PartitionKeys")) {
            input.list("PartitionKeys", Integer.MAX_VALUE).forEach(GlueTable::checkColumn);
        }
        return table;
    }

    static void checkStorage(Members storage) {
        storage.mostCharacters("Location", LONGEST_LOCATION);
        if (storage.has("Columns")) {
            storage.list("Columns", Integer.MAX_VALUE).forEach(GlueTable::checkColumn);
        }
    }

    private static void checkColumn(JsonNode json) {
        Members column = Members.of(json, "columns");
        column.only("Column", Set.of("Name", "Type", "Comment", "Parameters"));
        column.required("Name");
        column.mostCharacters("Name", Members.LONGEST_NAME);
        column.mostCharacters("Type", LONGEST_TYPE);
        column.mostCharacters("Comment", LONGEST_COMMENT);
    }

    String name() {
        return current.path("Name").asText();
    }

    List<JsonNode> keys() {
        return elements(current.path("PartitionKeys"));
    }

    /** The columns, without and with the partition keys. */
    List<String> columnNames() {
        List<JsonNode> columns =
                new ArrayList<>(elements(current.path("StorageDescriptor").path("Columns")));
        columns.addAll(keys());
        return columns.stream().map(column -> column.path("Name").asText()).toList();
    }

    private static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        if (array instanceof ArrayNode) {
            array.forEach(elements::add);
        }
        return elements;
    }
}
