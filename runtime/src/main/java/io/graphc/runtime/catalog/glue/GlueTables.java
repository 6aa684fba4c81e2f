package io.graphc.runtime.catalog.glue;

import io.graphc.plan.EngineTarget;
import io.graphc.plan.RelationName;
import io.graphc.runtime.aws.AwsAccess;
import io.graphc.runtime.aws.AwsFailure;
import io.graphc.runtime.aws.AwsService;
import io.graphc.runtime.aws.GlueAccount;
import io.graphc.runtime.catalog.CatalogTable;
import io.graphc.runtime.catalog.TableCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.DatabaseIdentifier;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableIdentifier;

/**
 * The tables of Glue's Data Catalog, those that Athena queries. Links to databases and tables elsewhere are followed once,
 * as far as a link may lead. Pages are asked for one after another, and the SDK waits and asks again when Glue asks to slow
 * down. A database that is there is looked at once; tables are looked at each time. Safe to use from several threads.
 */
public final class GlueTables implements TableCatalog {
    /** What engines write of the snapshot that an Iceberg table shows. */
    private static final String SNAPSHOT_TIME = "current-snapshot-timestamp-ms";

    private final AwsAccess access;
    private final GlueClient client;
    private final Optional<String> catalog;
    private final Map<String, Place> databases = new TreeMap<>();

    private GlueTables(AwsAccess access, Optional<String> catalog) {
        this.access = access;
        this.client = access.client(AwsService.GLUE, GlueClient.builder());
        this.catalog = catalog;
    }

    /** Where the tables of a database are. */
    private record Place(@Nullable String catalogId, String database) {}

    /** The catalog that an Athena target reads; nothing is asked before the first question. */
    public static GlueTables of(EngineTarget target) {
        Object named =
                target.settings().getOrDefault("database", target.settings().get("catalog"));
        return new GlueTables(
                AwsAccess.of(target.settings(), "output `" + target.name() + "`"),
                Optional.ofNullable(named).map(Object::toString));
    }

    @Override
    public String place() {
        return "the Glue catalog of " + access.region();
    }

    @Override
    public List<String> schemas() {
        String account = catalogId(catalog);
        return ask(
                "cannot list the databases of " + place(),
                () -> client.getDatabasesPaginator(request -> request.catalogId(account)).stream()
                        .flatMap(page -> page.databaseList().stream())
                        .map(Database::name)
                        .sorted()
                        .toList());
    }

    @Override
    public Optional<List<CatalogTable>> tables(String schema, Predicate<String> wanted) {
        Optional<Place> place = database(catalog, schema);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        return found("cannot list the tables of database `" + schema + "`", () -> {
                    List<Table> tables = new ArrayList<>();
                    client
                            .getTablesPaginator(
                                    request -> request.catalogId(place.get().catalogId())
                                            .databaseName(place.get().database()))
                            .stream()
                            .flatMap(page -> page.tableList().stream())
                            .filter(table -> wanted.test(table.name()))
                            .forEach(tables::add);
                    return tables;
                })
                .map(tables -> tables.stream()
                        .map(table -> described(schema, table))
                        .flatMap(Optional::stream)
                        .sorted((left, right) -> left.name().compareTo(right.name()))
                        .toList());
    }

    @Override
    public Optional<CatalogTable> table(RelationName relation) {
        String schema = relation.schema().toLowerCase(Locale.ROOT);
        Optional<String> named = relation.database().or(() -> catalog);
        return database(named, schema)
                .flatMap(place -> read(place, relation.identifier().toLowerCase(Locale.ROOT)))
                .flatMap(table -> described(schema, table));
    }

    /** The database, where it really is; empty when there is none. */
    private Optional<Place> database(Optional<String> named, String name) {
        String account = catalogId(named);
        synchronized (databases) {
            Place known = databases.get(account + "/" + name);
            if (known != null) {
                return Optional.of(known);
            }
        }
        Optional<Place> place = found(
                        "cannot look at database `" + name + "` in " + place(),
                        () -> client.getDatabase(
                                        request -> request.catalogId(account).name(name))
                                .database())
                .map(database -> place(account, database));
        if (place.isPresent()) {
            // One that is not there may be made by the run itself.
            synchronized (databases) {
                databases.put(account + "/" + name, place.get());
            }
        }
        return place;
    }

    private static Place place(@Nullable String account, Database database) {
        DatabaseIdentifier target = database.targetDatabase();
        return target == null
                ? new Place(account, database.name())
                : new Place(target.catalogId(), target.databaseName());
    }

    private Optional<Table> read(Place place, String name) {
        GetTableRequest request = GetTableRequest.builder()
                .catalogId(place.catalogId())
                .databaseName(place.database())
                .name(name)
                .build();
        return found(
                "cannot look at table `" + place.database() + "." + name + "` in " + place(),
                () -> client.getTable(request).table());
    }

    /** A table under the name that it was asked for by; empty when it is a link that leads nowhere. */
    private Optional<CatalogTable> described(String schema, Table table) {
        TableIdentifier target = table.targetTable();
        Optional<Table> real = target == null
                ? Optional.of(table)
                : read(new Place(target.catalogId(), target.databaseName()), target.name());
        return real.map(found -> new CatalogTable(
                schema,
                table.name(),
                GlueColumns.isView(found),
                Boolean.TRUE.equals(found.isRegisteredWithLakeFormation()),
                GlueColumns.of(found),
                Optional.ofNullable(found.description()).filter(text -> !text.isBlank()),
                changed(found)));
    }

    private static Optional<Instant> changed(Table table) {
        String snapshot = table.hasParameters() ? table.parameters().get(SNAPSHOT_TIME) : null;
        if (snapshot != null && snapshot.matches("\\d{1,15}")) {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(snapshot)));
        }
        return Optional.ofNullable(table.updateTime());
    }

    /** The account whose catalog it is; null for that of the caller. */
    private static @Nullable String catalogId(Optional<String> named) {
        return GlueAccount.of(named).orElse(null);
    }

    private <T> Optional<T> found(String what, Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (EntityNotFoundException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw AwsFailure.of(e).exception(what, e);
        }
    }

    private static <T> T ask(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw AwsFailure.of(e).exception(what, e);
        }
    }

    @Override
    public void close() {
        client.close();
        access.close();
    }
}
