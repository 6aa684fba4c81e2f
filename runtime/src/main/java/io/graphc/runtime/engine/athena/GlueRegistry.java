package io.graphc.runtime.engine.athena;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.RelationName;
import io.graphc.runtime.aws.AwsFailure;
import io.graphc.runtime.aws.GlueAccount;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/**
 * The databases and tables of AWS Glue that Athena reads (AWS Glue Web API reference, "Catalog"): what costs a call there
 * and no statement of Athena. Safe to use from several threads.
 */
final class GlueRegistry {
    /** How often a table is looked at anew when somebody changes it at the same time. */
    private static final int ATTEMPTS = 3;

    private final GlueClient client;
    private final AthenaCalls calls;
    private final GluePartitions partitions;
    private final String catalog;
    private final String project;

    /**
     * The tables of a project.
     *
     * @param catalog the one of relations that name none
     * @param project the name that tables are marked with
     */
    GlueRegistry(GlueClient client, AthenaCalls calls, String catalog, String project) {
        this.client = client;
        this.calls = calls;
        this.catalog = catalog;
        this.partitions = new GluePartitions(client, calls, relation -> catalogId(relation.database()));
        this.project = project;
    }

    /** The account whose catalog it is; null for that of the caller. */
    private @Nullable String catalogId(Optional<String> database) {
        return GlueAccount.of(database.or(() -> Optional.of(catalog))).orElse(null);
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String words(RelationName name) {
        return "`" + name.schema() + "." + name.identifier() + "`";
    }

    void createDatabase(Optional<String> place, String name) {
        String what = "making database `" + name + "`";
        String id = catalogId(place);
        Optional<Boolean> there = found(what, () -> {
            client.getDatabase(b -> b.catalogId(id).name(lower(name)));
            return true;
        });
        if (there.isPresent()) {
            return;
        }
        try {
            calls.retried(() ->
                    client.createDatabase(b -> b.catalogId(id).databaseInput(input -> input.name(lower(name)))));
        } catch (AlreadyExistsException e) {
            // Another tenant of the same run was quicker.
            return;
        } catch (SdkException e) {
            throw new GraphcException(AthenaErrors.refused(what, e), e);
        }
    }

    private <T> Optional<T> found(String what, Supplier<T> call) {
        try {
            return Optional.of(calls.retried(call));
        } catch (EntityNotFoundException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw new GraphcException(AthenaErrors.refused(what, e), e);
        }
    }

    Optional<GlueTable> find(RelationName name) {
        return found("looking at table " + words(name), () -> table(name));
    }

    private GlueTable table(RelationName name) {
        return new GlueTable(client.getTable(b -> b.catalogId(catalogId(name.database()))
                        .databaseName(lower(name.schema()))
                        .name(lower(name.identifier())))
                .table());
    }

    /**
     * The tables whose names begin with that of a relation, in its database; none where there is no such database. All are
     * listed: what an expression of Glue matches is not said well enough to rely on it for what must not be missed.
     */
    List<RelationName> beginningWith(RelationName beginning) {
        return found(
                        "listing the tables of database `" + beginning.schema() + "`",
                        () -> client
                                .getTablesPaginator(b -> b.catalogId(catalogId(beginning.database()))
                                        .databaseName(lower(beginning.schema())))
                                .stream()
                                .flatMap(page -> page.tableList().stream())
                                .map(Table::name)
                                .filter(name -> name.startsWith(lower(beginning.identifier())))
                                .sorted()
                                .map(beginning::withIdentifier)
                                .toList())
                .orElse(List.of());
    }

    /** Makes a table of a name that no table has had, in which there will be no rows. */
    void createEmpty(RelationName name, String folder) {
        create(name, GlueTable.empty(lower(name.identifier()), project, folder));
    }

    /** Makes a table of a name that nobody else makes a table of, with the rows of the Parquet files in a folder. */
    void create(RelationName name, List<Column> columns, String folder) {
        create(name, GlueTable.of(lower(name.identifier()), project, folder, columns));
    }

    private void create(RelationName name, TableInput input) {
        try {
            calls.retried(() -> client.createTable(b -> b.catalogId(catalogId(name.database()))
                    .databaseName(lower(name.schema()))
                    .tableInput(input)));
        } catch (AlreadyExistsException e) {
            // The answer to an earlier attempt may have been lost.
            if (find(name).filter(found -> found.isMadeOf(input)).isEmpty()) {
                throw new GraphcException(taken(name, e), e);
            }
        } catch (SdkException e) {
            throw new GraphcException(AthenaErrors.refused("making table " + words(name), e), e);
        }
    }

    private static Diagnostic taken(RelationName name, AlreadyExistsException e) {
        return Diagnostic.of(
                        DiagnosticCode.TABLE_NOT_SWITCHED,
                        "table " + words(name) + " could not be made: somebody made another one of that name meanwhile")
                .note(AwsFailure.of(e).note())
                .help("run again once no other run writes to `" + name.schema() + "`; nothing was changed")
                .build();
    }

    /** What Glue says of a table that is not there, or why it says nothing; empty where it is there by now. */
    Optional<String> wordsOfAbsence(RelationName name) {
        try {
            calls.send("looking at table " + words(name), () -> table(name));
            return Optional.empty();
        } catch (GraphcException e) {
            return Optional.of(
                    e.getCause() instanceof EntityNotFoundException absent
                            ? AwsFailure.of(absent).note()
                            : e.diagnostic().message());
        }
    }

    /** The folders that the rows of a relation lie in, or lay in before its last build; none where it is not there. */
    Set<String> places(RelationName name) {
        Set<String> places = new TreeSet<>();
        find(name).ifPresent(table -> {
            table.folder().ifPresent(places::add);
            table.folderBefore().ifPresent(places::add);
            if (table.isPartitioned()) {
                found("looking at the partitions of " + words(name), () -> partitions.of(name))
                        .ifPresent(found -> found.values()
                                .forEach(partition -> GlueTable.folder(partition.storageDescriptor())
                                        .ifPresent(places::add)));
            }
        });
        return places;
    }

    /** Takes a table or view out of the catalog; its files stay. */
    void delete(RelationName name) {
        try {
            calls.retried(() -> client.deleteTable(b -> b.catalogId(catalogId(name.database()))
                    .databaseName(lower(name.schema()))
                    .name(lower(name.identifier()))));
        } catch (EntityNotFoundException e) {
            // Somebody else was quicker; what was wanted is so.
            return;
        } catch (SdkException e) {
            throw new GraphcException(AthenaErrors.refused("dropping table " + words(name), e), e);
        }
    }

    /**
     * Puts a table that was built under another name in the place of a relation: one call changes it, so that no reader
     * misses it, and what was there stays where that call fails.
     *
     * @return what was there before
     */
    Optional<GlueTable> replace(RelationName relation, RelationName built) {
        GlueTable fresh = find(built)
                .orElseThrow(() -> switched(relation, "the table built for it, " + words(built) + ", is gone"));
        for (int attempt = 1; ; attempt++) {
            Optional<GlueTable> old = find(relation);
            try {
                if (old.isPresent()) {
                    update(relation, old.get(), built, fresh);
                } else {
                    create(relation, built, fresh);
                }
                delete(built);
                return old;
            } catch (ConcurrentModificationException | AlreadyExistsException | EntityNotFoundException e) {
                if (attempt == ATTEMPTS) {
                    throw new GraphcException(
                            switched(relation, "somebody changes it at the same time: " + e.getMessage())
                                    .diagnostic(),
                            e);
                }
            } catch (SdkException e) {
                throw new GraphcException(AthenaErrors.refused("replacing table " + words(relation), e), e);
            }
        }
    }

    private static GraphcException switched(RelationName relation, String reason) {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.TABLE_NOT_SWITCHED,
                        "the new table of " + words(relation) + " could not take its place")
                .note(reason)
                .help("run again; the old table is as it was")
                .build());
    }

    private void create(RelationName relation, RelationName built, GlueTable fresh) {
        TableInput input = fresh.renamed(lower(relation.identifier()), project, Optional.empty());
        calls.retried(() -> client.createTable(b -> b.catalogId(catalogId(relation.database()))
                .databaseName(lower(relation.schema()))
                .tableInput(input)));
        if (fresh.isPartitioned()) {
            partitions.add(relation, partitions.of(built));
        }
    }

    private void update(RelationName relation, GlueTable old, RelationName built, GlueTable fresh) {
        Optional<String> before = old.belongsTo(project) && !old.isSameBuild(fresh) ? old.folder() : Optional.empty();
        TableInput input = fresh.renamed(lower(relation.identifier()), project, before);
        GluePartitions.Change change = partitions.change(relation, old, built, fresh);
        Table table = old.table();
        try {
            change.before().run();
            calls.retried(() -> client.updateTable(b -> b.catalogId(catalogId(relation.database()))
                    .databaseName(lower(relation.schema()))
                    .tableInput(input)
                    .versionId(table.versionId())
                    .skipArchive(true)));
        } catch (SdkException | GraphcException e) {
            if (!isSwitched(relation, old, fresh, change, e)) {
                throw e;
            }
        }
        change.after().run();
    }

    /**
     * Whether a switch that seems to have failed was made after all: the answer of a call may be lost, and the next attempt
     * then meets a version that this process wrote. What was not switched gets its partitions back; where that cannot be
     * told, nothing is taken away.
     */
    private boolean isSwitched(
            RelationName relation, GlueTable old, GlueTable fresh, GluePartitions.Change change, RuntimeException e) {
        try {
            boolean switched = !old.isSameBuild(fresh)
                    && find(relation)
                            .filter(found -> found.belongsTo(project) && found.isSameBuild(fresh))
                            .isPresent();
            if (!switched) {
                change.undo().run();
            }
            return switched;
        } catch (SdkException | GraphcException again) {
            e.addSuppressed(again);
            return false;
        }
    }
}
