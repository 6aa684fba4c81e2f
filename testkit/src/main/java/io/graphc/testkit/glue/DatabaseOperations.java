package io.graphc.testkit.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphc.testkit.glue.GlueCatalog.GlueDatabase;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The operations on databases (AWS Glue, Web API reference, "Database API"). */
final class DatabaseOperations {
    private static final int MOST_PER_PAGE = 100;
    private static final Set<String> INPUT = Set.of(
            "Name",
            "Description",
            "LocationUri",
            "Parameters",
            "CreateTableDefaultPermissions",
            "TargetDatabase",
            "FederatedDatabase");

    private final GlueCatalog catalog;

    DatabaseOperations(GlueCatalog catalog) {
        this.catalog = catalog;
    }

    void register(Map<String, Function<Members, ObjectNode>> operations) {
        operations.put("CreateDatabase", this::create);
        operations.put("GetDatabase", call -> {
            ObjectNode answer = Members.object();
            answer.set("Database", catalog.database(call, "Name").json().deepCopy());
            return answer;
        });
        operations.put("GetDatabases", this::list);
        operations.put("UpdateDatabase", this::update);
        operations.put("DeleteDatabase", call -> {
            catalog.database(call, "Name");
            catalog.databases.remove(call.name("Name"));
            return Members.object();
        });
    }

    private ObjectNode create(Members call) {
        GlueCatalog.checkCatalog(call);
        ObjectNode database = checked(call);
        String name = database.path("Name").asText();
        if (catalog.databases.containsKey(name)) {
            throw GlueFailure.exists("Database already exists.");
        }
        database.put("CreateTime", catalog.now());
        catalog.databases.put(name, new GlueDatabase(database, new TreeMap<>()));
        return Members.object();
    }

    private ObjectNode update(Members call) {
        GlueDatabase before = catalog.database(call, "Name");
        ObjectNode database = checked(call);
        database.set("CreateTime", before.json().get("CreateTime"));
        catalog.databases.remove(call.name("Name"));
        catalog.databases.put(database.path("Name").asText(), new GlueDatabase(database, before.tables()));
        return Members.object();
    }

    private static ObjectNode checked(Members call) {
        Members input = call.structure("DatabaseInput");
        input.only("DatabaseInput", INPUT);
        input.mostCharacters("Description", 2_048);
        input.mostCharacters("LocationUri", 1_024);
        ObjectNode database = input.json().deepCopy();
        database.put("Name", input.name("Name"));
        database.put("CatalogId", FakeGlue.ACCOUNT);
        return database;
    }

    private ObjectNode list(Members call) {
        GlueCatalog.checkCatalog(call);
        TreeMap<String, ObjectNode> all = new TreeMap<>();
        catalog.databases.forEach((name, database) -> all.put(name, database.json()));
        return catalog.pages.page(call, "DatabaseList", all, MOST_PER_PAGE);
    }
}
