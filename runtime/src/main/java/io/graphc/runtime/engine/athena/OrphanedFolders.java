package io.graphc.runtime.engine.athena;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.TableFiles;
import java.time.Duration;
import java.time.Instant;
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
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * The folders in S3 that builds have left behind: below the places that the profile and the models name, with a name that
 * graphc gives and the project's marker beside them, that no table or partition of any database in Glue lies in, and that
 * nothing was written to for a day, so that builds which run now keep theirs. Everything else is left alone.
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
                } else if (address.endsWith("/" + TableFolders.MARKER)) {
                    marked.add(address);
                }
            });
        }
        marked.removeIf(marker -> !folders.text(marker).equals(project.name()));
        Set<String> used = found.isEmpty() ? Set.of() : used();
        found.forEach((folder, written) -> {
            Matcher parent = FOLDER.matcher(folder);
            boolean ours = parent.matches() && marked.contains(parent.group(1) + TableFolders.MARKER);
            boolean old = written.isBefore(now.minus(AGE));
            boolean free = used.stream().noneMatch(place -> place.startsWith(folder) || folder.startsWith(place));
            if (ours && old && free) {
                folders.remove(folder);
                removed.accept(folder);
            }
        });
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
    private Set<String> used() {
        Set<String> used = new TreeSet<>();
        for (String database : databases()) {
            for (Table table : tables(database)) {
                GlueTable found = new GlueTable(table);
                found.folder().ifPresent(used::add);
                found.folderBefore().ifPresent(used::add);
                if (found.isPartitioned()) {
                    partitions(database, table.name())
                            .forEach(partition ->
                                    place(partition.storageDescriptor()).ifPresent(used::add));
                }
            }
        }
        return used;
    }

    private static Optional<String> place(StorageDescriptor storage) {
        return Optional.ofNullable(storage)
                .map(StorageDescriptor::location)
                .map(place -> place.endsWith("/") ? place : place + "/");
    }

    private List<String> databases() {
        return calls.send(
                "listing databases",
                () -> glue.getDatabasesPaginator(b -> b.maxResults(100)).stream()
                        .flatMap(page -> page.databaseList().stream())
                        .map(Database::name)
                        .toList());
    }

    private List<Table> tables(String database) {
        return calls.send(
                "listing tables of `" + database + "`",
                () -> glue.getTablesPaginator(b -> b.databaseName(database)).stream()
                        .flatMap(page -> page.tableList().stream())
                        .toList());
    }

    private List<Partition> partitions(String database, String table) {
        return calls.send(
                "listing partitions of `" + database + "." + table + "`",
                () -> glue
                        .getPartitionsPaginator(
                                b -> b.databaseName(database).tableName(table).excludeColumnSchema(true))
                        .stream()
                        .flatMap(page -> page.partitions().stream())
                        .toList());
    }
}
