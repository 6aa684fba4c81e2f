package io.graphc.runtime.engine.athena;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.Materialization;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.TableSettings;
import io.graphc.runtime.aws.AwsAccess;
import io.graphc.runtime.aws.AwsService;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.RowShares;
import io.graphc.runtime.engine.StatementResult;
import io.graphc.runtime.engine.warehouse.FileCopy;
import io.graphc.runtime.engine.warehouse.StagedColumn;
import io.graphc.runtime.engine.warehouse.StagedTable;
import io.graphc.runtime.engine.warehouse.Statement;
import io.graphc.runtime.engine.warehouse.TableDescription;
import io.graphc.runtime.engine.warehouse.TableDescriptions;
import io.graphc.runtime.engine.warehouse.TablesQuery;
import io.graphc.runtime.engine.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.WorkGroup;
import software.amazon.awssdk.services.athena.model.WorkGroupState;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Amazon Athena with tables in AWS Glue and Amazon S3. Tables are built in folders of their own and put into their place in
 * Glue; what needs no query costs no statement. Safe to use from several threads.
 */
final class AthenaWarehouse implements Warehouse {
    private static final int RUN_LENGTH = 12;

    private final Path cache;
    private final TableDescriptions descriptions;
    private final Patience patience;
    private final Supplier<String> ids;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final Notices notices = new Notices();
    private @Nullable AwsAccess access;
    private @Nullable AthenaClient athena;
    private @Nullable GlueClient glue;
    private @Nullable S3Client s3;
    private @Nullable AthenaSession session;
    private @Nullable RowFiles rowFiles;
    private @Nullable FileTables fileTables;

    /**
     * A warehouse that is not open yet.
     *
     * @param cache a folder of this machine for files with rows while they are read
     * @param descriptions tells what a relation is
     * @param ids gives texts that no other run has
     */
    AthenaWarehouse(Path cache, TableDescriptions descriptions, Patience patience, Supplier<String> ids) {
        this.cache = cache;
        this.descriptions = descriptions;
        this.patience = patience;
        this.ids = ids;
    }

    @Override
    public void open(CompiledProject project) {
        AthenaProfile profile = AthenaProfile.of(project.engine());
        AwsAccess opened = AwsAccess.of(
                project.engine().settings(), "output `" + project.engine().name() + "`");
        access = opened;
        // Calls are sent again here, where the whole wait is counted.
        AthenaClient athenaClient = opened.client(AwsService.ATHENA, AthenaClient.builder(), 1);
        athena = athenaClient;
        GlueClient glueClient = opened.client(AwsService.GLUE, GlueClient.builder(), 1);
        glue = glueClient;
        S3Client s3Client = opened.client(
                AwsService.S3,
                S3Client.builder().forcePathStyle(opened.endpoint(AwsService.S3).isPresent()));
        s3 = s3Client;
        AthenaCalls calls = new AthenaCalls(patience, cancelled::get);
        Workgroup workgroup = workgroup(profile, athenaClient, calls);
        String run = Tokens.of(ids.get()).substring(0, RUN_LENGTH);
        Map<String, Long> limits = new TreeMap<>();
        for (ModelPlan model : project.models()) {
            OptionalLong limit = model.table().maxBytesScanned();
            limit.ifPresent(bytes -> limits.put(model.id(), bytes));
        }
        AthenaStatements.Setting setting = new AthenaStatements.Setting(
                profile, workgroup, new ResultReuse(profile.reuseMinutes(), writtenSchemas(project)));
        AthenaSession connected = new AthenaSession(
                athenaClient,
                calls,
                workgroup,
                new AthenaStatements(
                        athenaClient, calls, setting, new ScanBudget(profile.maxBytesScanned(), limits), run),
                new GlueRegistry(glueClient, calls, profile.catalog(), project.name()),
                new TableFolders(s3Client, calls, profile, project.name(), run),
                project.name(),
                notices);
        session = connected;
        RowFiles files = new RowFiles(connected, opened, cache, profile.unloadRows(), cancelled::get);
        rowFiles = files;
        fileTables = new FileTables(connected, opened, cache, files);
    }

    private static Set<String> writtenSchemas(CompiledProject project) {
        Set<String> schemas = new TreeSet<>();
        project.seeds().forEach(seed -> schemas.add(seed.relation().schema()));
        project.models().stream()
                .filter(model -> model.materialization() != Materialization.EPHEMERAL)
                .forEach(model -> schemas.add(model.relation().schema()));
        project.graph()
                .nodes()
                .forEach(node -> schemas.add(node.query().staged().schema()));
        project.graph()
                .relationships()
                .forEach(type -> schemas.add(type.query().staged().schema()));
        return schemas;
    }

    /** Asks for the settings of the work group; throws where no query can run in it. */
    static Workgroup workgroup(AthenaProfile profile, AthenaClient client, AthenaCalls calls) {
        if (!profile.checksWorkgroup()) {
            return Workgroup.unknown(profile.workgroup());
        }
        WorkGroup found = calls.send(
                        "looking at work group `" + profile.workgroup() + "`",
                        () -> client.getWorkGroup(b -> b.workGroup(profile.workgroup())))
                .workGroup();
        if (found.state() == WorkGroupState.DISABLED) {
            throw new GraphcException(Diagnostic.of(
                            DiagnosticCode.WORKGROUP_UNUSABLE, "work group `" + profile.workgroup() + "` is disabled")
                    .help("enable it in Athena, or name another one by `work_group`")
                    .build());
        }
        if (found.configuration() == null) {
            return Workgroup.unknown(profile.workgroup());
        }
        Workgroup workgroup = Workgroup.of(profile.workgroup(), found.configuration());
        checkPlace(profile, workgroup);
        return workgroup;
    }

    private static void checkPlace(AthenaProfile profile, Workgroup workgroup) {
        boolean place = workgroup.managed()
                || workgroup.results().isPresent()
                || (!workgroup.enforced() && profile.staging().isPresent());
        if (!place) {
            throw new GraphcException(Diagnostic.of(
                            DiagnosticCode.WORKGROUP_UNUSABLE,
                            "work group `" + workgroup.name() + "` has no place for results of queries")
                    .help("name one in the profile: `s3_staging_dir: s3://<bucket>/<folder>/`")
                    .build());
        }
    }

    private AthenaSession session() {
        return opened(session);
    }

    @Override
    public void createSchema(Optional<String> database, String schema) {
        session().glue().createDatabase(database, schema);
    }

    /** No statement and no object: an entry in Glue alone. */
    @Override
    public void createName(RelationName table) {
        AthenaSession open = session();
        open.glue().createEmpty(table, open.folders().none(table));
    }

    @Override
    public List<RelationName> tables(RelationName beginning) {
        return session().glue().beginningWith(beginning);
    }

    @Override
    public Optional<TableDescription> describe(RelationName relation) {
        return descriptions.of(relation);
    }

    @Override
    public Optional<String> wordsOfAbsence(RelationName relation) {
        return session().glue().wordsOfAbsence(relation);
    }

    /** What fails in a table of Hive may have written some of its rows, so that it is not run again. */
    @Override
    public StatementResult execute(Statement statement) {
        AthenaSession open = session();
        Optional<GlueTable> target = InsertTarget.of(statement.sql()).flatMap(open.glue()::find);
        boolean iceberg = target.filter(GlueTable::isIceberg).isPresent();
        Optional<String> folder = iceberg ? Optional.empty() : target.flatMap(this::ownFolder);
        if (folder.isPresent()) {
            return new RowsOfInsert(open, statement, folder.get()).add();
        }
        AthenaStatements.Repeat repeat = InsertTarget.isInsert(statement.sql()) && !iceberg
                ? AthenaStatements.Repeat.NEVER
                : AthenaStatements.Repeat.SAFE;
        FinishedQuery done = open.statements().run(statement, repeat, attempt -> statement.sql());
        return new StatementResult(open.updated(statement.what(), done), "OK");
    }

    @Override
    public Optional<RowCursor> answer(Statement statement) {
        if (InsertTarget.isInsert(statement.sql())) {
            execute(statement);
            return Optional.empty();
        }
        RowCursor rows = query(statement);
        return rows.columns().isEmpty() ? Optional.empty() : Optional.of(rows);
    }

    private Optional<String> ownFolder(GlueTable table) {
        return table.belongsTo(session().project()) ? table.folder() : Optional.empty();
    }

    @Override
    public void settle(RelationName table) {
        AthenaSession open = session();
        open.glue()
                .find(table)
                .filter(found -> !found.isIceberg())
                .flatMap(this::ownFolder)
                .ifPresent(folder -> RowsOfInsert.settle(open, folder));
    }

    /** What Iceberg does not hold of a time is rounded either way. */
    @Override
    public String added(String query, List<Column> columns, RelationName table) {
        return deletesRows(table) ? query : CreateTableSql.stored(query, columns, false);
    }

    @Override
    public RowCursor query(Statement statement) {
        return session().query(statement);
    }

    @Override
    public RowCursor rows(Statement statement, StagedTable table) {
        List<Column> columns =
                table.columns().stream().map(StagedColumn::column).toList();
        return session().query(statement, columns);
    }

    private static <T> T opened(@Nullable T part) {
        if (part == null) {
            throw new GraphcBugException("the engine is not open");
        }
        return part;
    }

    @Override
    public Optional<RowCursor> fileRows(TablesQuery query) {
        return opened(rowFiles).ofFiles(query);
    }

    @Override
    public OptionalLong makeOfFiles(FileCopy copy) {
        return opened(fileTables).make(copy);
    }

    @Override
    public boolean addFile(FileCopy copy) {
        return opened(fileTables).add(copy);
    }

    @Override
    public Optional<RowShares> tableShares(StagedTable table, long count) {
        return opened(rowFiles).ofTable(table, count);
    }

    @Override
    public Optional<RowShares> queryShares(Statement statement, StagedTable table, long count) {
        return opened(rowFiles).ofQuery(statement, table, count);
    }

    @Override
    public StatementResult replaceWithTable(
            Statement query, RelationName relation, List<Column> columns, TableSettings settings) {
        return new TableBuild(session(), query, relation, settings).run(columns);
    }

    /**
     * A view is replaced by one statement. Where a table is, the view is made under another name first, so that the table
     * stays when the query is wrong.
     */
    @Override
    public StatementResult replaceWithView(Statement query, RelationName relation) {
        AthenaSession open = session();
        boolean table =
                open.glue().find(relation).filter(found -> !found.isView()).isPresent();
        if (table) {
            RelationName trial = relation.withIdentifier(relation.identifier() + "__graphc_view");
            open.statements().run(query.withSql(view(trial, query.sql())));
            open.drop(relation);
            open.drop(trial);
        }
        open.statements().run(query.withSql(view(relation, query.sql())));
        return new StatementResult(-1, "CREATE VIEW");
    }

    private static String view(RelationName relation, String sql) {
        return "CREATE OR REPLACE VIEW " + relation.quoted() + " AS\n" + sql;
    }

    @Override
    public void drop(RelationName relation) {
        session().drop(relation);
    }

    /** Removes the folders that builds have left behind. */
    void clean(CompiledProject project, Instant now, Consumer<String> removed) {
        new OrphanedFolders(session().calls(), opened(glue), session().folders())
                .clean(AthenaProfile.of(project.engine()), project, now, removed);
    }

    @Override
    public boolean deletesRows(RelationName table, TableSettings settings) {
        return settings.isIceberg();
    }

    @Override
    public boolean deletesRows(RelationName table) {
        return session().glue().find(table).filter(GlueTable::isIceberg).isPresent();
    }

    /** Athena adds no rows to tables with buckets (Athena user guide, "INSERT INTO"). */
    @Override
    public boolean takesInserts(RelationName table) {
        return session().glue().find(table).filter(GlueTable::hasBuckets).isEmpty();
    }

    @Override
    public int statementLimit() {
        return AthenaStatements.STATEMENT_LIMIT;
    }

    @Override
    public String name() {
        return "Athena";
    }

    @Override
    public List<Diagnostic> notices() {
        return notices.all();
    }

    @Override
    public void cancel() {
        cancelled.set(true);
        AthenaSession open = session;
        if (open != null) {
            open.statements().stopAll();
        }
    }

    @Override
    public void close() {
        session = null;
        rowFiles = null;
        fileTables = null;
        descriptions.close();
        if (athena != null) {
            athena.close();
        }
        if (glue != null) {
            glue.close();
        }
        if (s3 != null) {
            s3.close();
        }
        if (access != null) {
            access.close();
        }
    }
}
