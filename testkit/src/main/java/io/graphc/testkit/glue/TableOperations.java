package io.graphc.testkit.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphc.testkit.glue.GlueCatalog.GlueDatabase;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The operations on tables (AWS Glue, Web API reference, "Table API"). */
final class TableOperations {
    private static final int MOST_PER_PAGE = 100;
    private static final int MOST_IN_BATCH = 100;

    private final GlueCatalog catalog;
    private final Map<String, Set<String>> hidden = new TreeMap<>();

    TableOperations(GlueCatalog catalog) {
        this.catalog = catalog;
    }

    void register(Map<String, Function<Members, ObjectNode>> operations) {
        operations.put("CreateTable", this::create);
        operations.put("GetTable", this::get);
        operations.put("GetTables", this::list);
        operations.put("UpdateTable", this::update);
        operations.put("DeleteTable", call -> {
            GlueDatabase database = catalog.database(call, "DatabaseName");
            delete(database, call.name("Name"));
            return Members.object();
        });
        operations.put("BatchDeleteTable", this::deleteBatch);
    }

    /** Leaves columns out of what is read, as Lake Formation does for those who may not see them. */
    void hide(String database, String table, List<String> columns) {
        hidden.put(database + "." + table, new TreeSet<>(columns));
    }

    private ObjectNode create(Members call) {
        GlueDatabase database = catalog.database(call, "DatabaseName");
        if (call.has("OpenTableFormatInput")) {
            throw GlueFailure.badInput("this stand-in makes no Iceberg metadata");
        }
        ObjectNode table = GlueTable.checked(call.structure("TableInput"));
        String name = table.path("Name").asText();
        if (database.tables().containsKey(name)) {
            throw GlueFailure.exists("Table already exists.");
        }
        double now = catalog.now();
        table.put("CreateTime", now);
        own(table, call.name("DatabaseName"), now);
        database.tables().put(name, new GlueTable(table));
        return Members.object();
    }

    /** What the service adds to a table. */
    private static void own(ObjectNode table, String database, double now) {
        table.put("DatabaseName", database);
        table.put("UpdateTime", now);
        table.put("CreatedBy", "arn:aws:iam::" + FakeGlue.ACCOUNT + ":user/analyst");
        table.put("IsRegisteredWithLakeFormation", false);
        table.put("CatalogId", FakeGlue.ACCOUNT);
        table.put(
                "IsMultiDialectView",
                table.path("ViewDefinition").path("Representations").size() > 1);
    }

    private ObjectNode get(Members call) {
        ObjectNode answer = Members.object();
        answer.set("Table", visible(catalog.table(call, "Name").current));
        return answer;
    }

    private ObjectNode visible(ObjectNode table) {
        ObjectNode copy = table.deepCopy();
        Set<String> unseen = hidden.get(
                table.path("DatabaseName").asText() + "." + table.path("Name").asText());
        if (unseen != null) {
            copy.put("IsRegisteredWithLakeFormation", true);
            for (JsonNode columns :
                    List.of(copy.path("StorageDescriptor").path("Columns"), copy.path("PartitionKeys"))) {
                Iterator<JsonNode> rest = columns.elements();
                while (rest.hasNext()) {
                    if (unseen.contains(rest.next().path("Name").asText())) {
                        rest.remove();
                    }
                }
            }
        }
        return copy;
    }

    private ObjectNode list(Members call) {
        GlueDatabase database = catalog.database(call, "DatabaseName");
        call.mostCharacters("Expression", 2_048);
        TreeMap<String, ObjectNode> found = new TreeMap<>();
        database.tables().forEach((name, table) -> {
            if (call.text("Expression")
                    .map(text -> NamePattern.matches(text, name))
                    .orElse(true)) {
                found.put(name, asked(call, visible(table.current)));
            }
        });
        return catalog.pages.page(call, "TableList", found, MOST_PER_PAGE);
    }

    /** Only the attributes asked for. */
    private static ObjectNode asked(Members call, ObjectNode table) {
        if (!call.has("AttributesToGet")) {
            return table;
        }
        List<String> attributes = call.texts("AttributesToGet", 2);
        if (!attributes.contains("NAME")) {
            throw GlueFailure.badInput("AttributesToGet must include NAME");
        }
        Set<String> kept = attributes.contains("TABLE_TYPE")
                ? Set.of("Name", "DatabaseName", "CatalogId", "TableType")
                : Set.of("Name", "DatabaseName", "CatalogId");
        return table.retain(kept);
    }

    /** Replaces the whole definition: what the input lacks is gone. */
    private ObjectNode update(Members call) {
        GlueDatabase database = catalog.database(call, "DatabaseName");
        ObjectNode input = GlueTable.checked(call.structure("TableInput"));
        GlueTable table = GlueCatalog.table(database, input.path("Name").asText());
        String version = String.valueOf(table.version);
        call.text("VersionId").filter(asked -> !asked.equals(version)).ifPresent(asked -> {
            throw GlueFailure.changed("Update table failed due to concurrent modifications.");
        });
        if (!call.flag("SkipArchive")) {
            if (table.archived.size() + 1 >= FakeGlue.MOST_VERSIONS) {
                throw GlueFailure.limit("Number of TABLE_VERSION resources exceeds the account limit");
            }
            table.archived.put(table.version, table.current);
        }
        input.set("CreateTime", table.current.get("CreateTime"));
        own(input, call.name("DatabaseName"), catalog.now());
        table.version++;
        input.put("VersionId", String.valueOf(table.version));
        table.current = input;
        return Members.object();
    }

    private static void delete(GlueDatabase database, String name) {
        GlueCatalog.table(database, name);
        database.tables().remove(name);
    }

    private ObjectNode deleteBatch(Members call) {
        GlueDatabase database = catalog.database(call, "DatabaseName");
        ObjectNode answer = Members.object();
        ArrayNode errors = answer.putArray("Errors");
        for (String name : call.texts("TablesToDelete", MOST_IN_BATCH)) {
            try {
                delete(database, name.toLowerCase(Locale.ROOT));
            } catch (GlueFailure refused) {
                errors.addObject().put("TableName", name).set("ErrorDetail", detail(refused));
            }
        }
        return answer;
    }

    static ObjectNode detail(GlueFailure refused) {
        return Members.object()
                .put("ErrorCode", refused.type())
                .put("ErrorMessage", String.valueOf(refused.getMessage()));
    }
}
