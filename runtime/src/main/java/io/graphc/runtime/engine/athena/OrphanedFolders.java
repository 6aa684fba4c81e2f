package io.graphc.runtime.engine.athena;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.TableFiles;
import io.graphc.runtime.aws.GlueAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * The folders in S3 that builds have left behind: below the places that the profile and the models name, with a name that
 * graphc gives and the project's marker beside them and no other project's, that no table or partition of any database in
 * Glue lies in, and that nothing was written to for a day, so that builds which run now keep theirs. Everything else is left
 * alone.
 */
final class OrphanedFolders {
    private static final Duration AGE = Duration.ofDays(1);
    private static final Pattern FOLDER = Pattern.compile("(s3://.*/)graphc-[0-9a-f]{12}-[0-9]+/");

    private final AthenaCalls calls;
    private final GlueClient glue;
    private final TableFolders folders;

    OrphanedFolders(AthenaCalls calls, GlueClient glue, TableFolders folders) {
        this.calls = calls;
        this.glue = glue;
        this.folders = folders;
    }

    /**
     * Removes them.
     *
     * @param removed is told each folder, when it is gone
     */
    void clean(AthenaProfile profile, CompiledProject project, Instant now, Consumer<String> removed) {
        Map<String, Instant> found = new TreeMap<>();
        Set<String> marked = new TreeSet<>();
        for (String root : roots(profile, project)) {
            folders.each(root, (address, written) -> {
                String own = ownFolder(address);
                if (!own.isEmpty()) {
                    found.merge(own, written, (left, right) -> left.isAfter(right) ? left : right);
                } else if (name(address).startsWith(TableFolders.MARKER)) {
                    marked.add(address);
                }
            });
        }
        Set<String> ours = ours(marked, project.name());
        Set<String> used = found.isEmpty() ? Set.of() : used(accounts(profile, project));
        found.forEach((folder, written) -> {
            Matcher parent = FOLDER.matcher(folder);
            boolean own = parent.matches() && ours.contains(parent.group(1));
            boolean old = written.isBefore(now.minus(AGE));
            boolean free = used.stream().noneMatch(place -> place.startsWith(folder) || folder.startsWith(place));
            if (own && old && free) {
                folders.remove(folder);
                removed.accept(folder);
            }
        });
    }

    private static String name(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    /** The places whose markers name this project alone; in others a folder may be anybody's. */
    private Set<String> ours(Set<String> markers, String project) {
        Set<String> ours = new TreeSet<>();
        Set<String> shared = new TreeSet<>();
        for (String marker : markers) {
            String place = marker.substring(0, marker.lastIndexOf('/') + 1);
            (folders.text(marker).equals(project) ? ours : shared).add(place);
        }
        ours.removeAll(shared);
        return ours;
    }

    /** The accounts whose catalogs may hold tables of the project; empty for that of the caller. */
    private static Set<Optional<String>> accounts(AthenaProfile profile, CompiledProject project) {
        Set<Optional<String>> accounts = new LinkedHashSet<>();
        accounts.add(GlueAccount.of(Optional.of(profile.catalog())));
        project.models().stream()
                .map(model -> model.relation().database())
                .filter(Optional::isPresent)
                .map(GlueAccount::of)
                .forEach(accounts::add);
        return accounts;
    }

    /** The folder of a build that an object lies in; empty where it lies in none. */
    private static String ownFolder(String address) {
        int at = address.indexOf("/graphc-");
        int end = at < 0 ? -1 : address.indexOf('/', at + 1);
        String folder = end < 0 ? "" : address.substring(0, end + 1);
        return TableFolders.isOwn(folder) ? folder : "";
    }

    private static Set<String> roots(AthenaProfile profile, CompiledProject project) {
        Set<String> roots = new TreeSet<>();
        profile.dataFolder()
                .or(() -> profile.staging().map(staging -> staging + "tables/"))
                .ifPresent(roots::add);
        for (ModelPlan model : project.models()) {
            TableFiles files = model.table().files();
            Stream.of(files.folder(), files.location())
                    .flatMap(Optional::stream)
                    .map(place -> place.endsWith("/") ? place : place + "/")
                    .forEach(roots::add);
        }
        return roots;
    }

    /** The places of all tables and partitions in Glue, and the folders that tables had before, with slashes at the end. */
    private Set<String> used(Set<Optional<String>> accounts) {
        Set<String> used = new TreeSet<>();
        for (Optional<String> account : accounts) {
            @Nullable String catalog = account.orElse(null);
            for (String database : databases(catalog)) {
                tables(catalog, database).forEach(table -> add(catalog, database, table, used));
            }
        }
        return used;
    }

    private void add(@Nullable String catalog, String database, Table table, Set<String> used) {
        GlueTable found = new GlueTable(table);
        found.folder().ifPresent(used::add);
        found.folderBefore().ifPresent(used::add);
        if (found.isPartitioned()) {
            partitions(catalog, database, table.name())
                    .forEach(partition ->
                            GlueTable.folder(partition.storageDescriptor()).ifPresent(used::add));
        }
    }

    private List<String> databases(@Nullable String catalog) {
        return calls.send(
                "listing databases",
                () -> glue.getDatabasesPaginator(b -> b.catalogId(catalog).maxResults(100)).stream()
                        .flatMap(page -> page.databaseList().stream())
                        .map(Database::name)
                        .toList());
    }

    private List<Table> tables(@Nullable String catalog, String database) {
        return calls.send(
                "listing tables of `" + database + "`",
                () -> glue.getTablesPaginator(b -> b.catalogId(catalog).databaseName(database)).stream()
                        .flatMap(page -> page.tableList().stream())
                        .toList());
    }

    private List<Partition> partitions(@Nullable String catalog, String database, String table) {
        return calls.send(
                "listing partitions of `" + database + "." + table + "`",
                () -> glue
                        .getPartitionsPaginator(b -> b.catalogId(catalog)
                                .databaseName(database)
                                .tableName(table)
                                .excludeColumnSchema(true))
                        .stream()
                        .flatMap(page -> page.partitions().stream())
                        .toList());
    }
}
