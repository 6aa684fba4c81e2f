package io.graphc.testkit.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

/** The operations on statistics of columns, of tables and of partitions ("Column statistics API"). */
final class StatisticsOperations {
    private static final int MOST_READ = 100;
    private static final int MOST_WRITTEN = 25;

    private final GlueCatalog catalog;

    StatisticsOperations(GlueCatalog catalog) {
        this.catalog = catalog;
    }

    void register(Map<String, Function<Members, ObjectNode>> operations) {
        operations.put("GetColumnStatisticsForTable", call -> {
            GlueTable table = catalog.table(call, "TableName");
            return get(call, table, table.statistics);
        });
        operations.put("UpdateColumnStatisticsForTable", call -> {
            GlueTable table = catalog.table(call, "TableName");
            return update(call, table, table.statistics);
        });
        operations.put(
                "DeleteColumnStatisticsForTable", call -> delete(call, catalog.table(call, "TableName").statistics));
        operations.put(
                "GetColumnStatisticsForPartition",
                call -> get(call, catalog.table(call, "TableName"), ofPartition(call)));
        operations.put(
                "UpdateColumnStatisticsForPartition",
                call -> update(call, catalog.table(call, "TableName"), ofPartition(call)));
        operations.put("DeleteColumnStatisticsForPartition", call -> delete(call, ofPartition(call)));
    }

    private SortedMap<String, JsonNode> ofPartition(Members call) {
        return PartitionOperations.find(
                        catalog.table(call, "TableName"), call.texts("PartitionValues", Integer.MAX_VALUE))
                .statistics;
    }

    private static ObjectNode get(Members call, GlueTable table, SortedMap<String, JsonNode> statistics) {
        ObjectNode answer = Members.object();
        ArrayNode found = answer.putArray("ColumnStatisticsList");
        ArrayNode errors = answer.putArray("Errors");
        for (String column : call.texts("ColumnNames", MOST_READ)) {
            JsonNode known = statistics.get(column);
            if (known != null) {
                found.add(known.deepCopy());
            } else if (!table.columnNames().contains(column)) {
                errors.addObject().put("ColumnName", column).set("Error", missing(column));
            }
        }
        return answer;
    }

    private static ObjectNode missing(String column) {
        return TableOperations.detail(GlueFailure.notFound("Column " + column + " not found."));
    }

    private static ObjectNode update(Members call, GlueTable table, SortedMap<String, JsonNode> statistics) {
        ObjectNode answer = Members.object();
        ArrayNode errors = answer.putArray("Errors");
        for (JsonNode json : call.list("ColumnStatisticsList", MOST_WRITTEN)) {
            Members entry = Members.of(json, "columnStatisticsList");
            String column = entry.required("ColumnName");
            entry.required("ColumnType");
            entry.required("AnalyzedTime");
            checkValues(entry.structure("StatisticsData"));
            if (table.columnNames().contains(column)) {
                statistics.put(column, json.deepCopy());
            } else {
                ObjectNode error = errors.addObject();
                error.set("ColumnStatistics", json.deepCopy());
                error.set("Error", missing(column));
            }
        }
        return answer;
    }

    /** The type says which one of the structures with values there is. */
    private static void checkValues(Members data) {
        String type = data.required("Type");
        if (data.json().size() != 2) {
            throw GlueFailure.badInput("StatisticsData of type " + type + " must hold one structure with values");
        }
    }

    /** Statistics that are not there are none to refuse: Trino deletes those of every column after each write. */
    private static ObjectNode delete(Members call, SortedMap<String, JsonNode> statistics) {
        statistics.remove(call.required("ColumnName"));
        return Members.object();
    }
}
