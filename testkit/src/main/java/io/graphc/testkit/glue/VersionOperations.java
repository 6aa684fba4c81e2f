package io.graphc.testkit.glue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The operations on versions of tables: what {@code UpdateTable} archived, and the current one. */
final class VersionOperations {
    private static final int MOST = 100;

    private final GlueCatalog catalog;

    VersionOperations(GlueCatalog catalog) {
        this.catalog = catalog;
    }

    void register(Map<String, Function<Members, ObjectNode>> operations) {
        operations.put("GetTableVersion", this::get);
        operations.put("GetTableVersions", this::list);
        operations.put("DeleteTableVersion", call -> {
            delete(catalog.table(call, "TableName"), call.required("VersionId"));
            return Members.object();
        });
        operations.put("BatchDeleteTableVersion", this::deleteBatch);
    }

    /** The versions, newest first. */
    private static NavigableMap<String, ObjectNode> versions(GlueTable table) {
        TreeMap<String, ObjectNode> versions = new TreeMap<>();
        table.archived.forEach((number, json) -> versions.put(order(number), version(json)));
        versions.put(order(table.version), version(table.current));
        return versions;
    }

    private static String order(int number) {
        return String.format(Locale.ROOT, "%010d", Integer.MAX_VALUE - number);
    }

    private static ObjectNode version(ObjectNode table) {
        ObjectNode version = Members.object();
        version.set("Table", table.deepCopy());
        return version.put("VersionId", table.path("VersionId").asText());
    }

    private ObjectNode get(Members call) {
        NavigableMap<String, ObjectNode> versions = versions(catalog.table(call, "TableName"));
        ObjectNode answer = Members.object();
        answer.set(
                "TableVersion",
                call.text("VersionId")
                        .map(id -> versions.values().stream()
                                .filter(version ->
                                        version.path("VersionId").asText().equals(id))
                                .findFirst()
                                .orElseThrow(() -> GlueFailure.notFound("Version " + id + " not found.")))
                        .orElseGet(() -> versions.firstEntry().getValue()));
        return answer;
    }

    private ObjectNode list(Members call) {
        return catalog.pages.page(call, "TableVersions", versions(catalog.table(call, "TableName")), MOST);
    }

    private static void delete(GlueTable table, String id) {
        boolean gone = table.archived
                .values()
                .removeIf(json -> json.path("VersionId").asText().equals(id));
        if (!gone) {
            throw GlueFailure.notFound("Version " + id + " not found.");
        }
    }

    private ObjectNode deleteBatch(Members call) {
        GlueTable table = catalog.table(call, "TableName");
        ObjectNode answer = Members.object();
        ArrayNode errors = answer.putArray("Errors");
        for (String id : call.texts("VersionIds", MOST)) {
            try {
                delete(table, id);
            } catch (GlueFailure refused) {
                errors.addObject()
                        .put("TableName", table.name())
                        .put("VersionId", id)
                        .set("ErrorDetail", TableOperations.detail(refused));
            }
        }
        return answer;
    }
}
