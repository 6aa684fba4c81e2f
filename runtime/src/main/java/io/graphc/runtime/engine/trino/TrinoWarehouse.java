package io.graphc.runtime.engine.trino;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.RelationName;
import io.graphc.plan.TableSettings;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.StatementResult;
import io.graphc.runtime.engine.warehouse.StagedTable;
import io.graphc.runtime.engine.warehouse.Statement;
import io.graphc.runtime.engine.warehouse.TableDescription;
import io.graphc.runtime.engine.warehouse.TableDescription.Kind;
import io.graphc.runtime.engine.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Trino cluster. Where a connector has {@code CREATE OR REPLACE TABLE} (Iceberg, Delta Lake) one statement replaces a
 * table; elsewhere a new table is built beside the old one, then both are renamed. A run that ends between the two renames
 * leaves the old table under its other name, and the next one gives it its name back (trino.io, "CREATE TABLE AS", "ALTER
 * TABLE").
 */
final class TrinoWarehouse implements Warehouse {
    /** What {@code query.max-length} allows unless it is set (trino.io, "Query management properties"). */
    private static final int STATEMENT_LIMIT = 1_000_000;

    /** Statements that change no table but its rows. */
    private static final Pattern WRITES_ROWS =
            Pattern.compile("\\s*(?:INSERT|MERGE|UPDATE|DELETE)\\b", Pattern.CASE_INSENSITIVE);

    private static final String BUILT = "__graphc_new";
    private static final String REPLACED = "__graphc_old";

    private final TrinoProfile profile;
    private final Map<String, String> connectors = new HashMap<>();
    private @Nullable TrinoSession session;
    private @Nullable TrinoTables tables;

    TrinoWarehouse(TrinoProfile profile) {
        this.profile = profile;
    }

    @Override
    public void open(CompiledProject project) {
        TrinoSession opened = TrinoSession.open(profile);
        session = opened;
        TrinoTables known = new TrinoTables(opened, profile.catalog());
        tables = known;
        connectors.putAll(connectors(opened, profile));
        List<RelationName> read = new ArrayList<>();
        project.sources().stream()
                .filter(source -> !source.absent() && source.files().isEmpty())
                .forEach(source -> read.add(source.relation()));
        project.models().stream()
                .filter(model -> model.incremental().isPresent())
                .forEach(model -> read.add(model.relation()));
        known.look(read);
    }

    /** The connectors of all catalogs by their names; throws where the profile's catalog is not among them. */
    static Map<String, String> connectors(TrinoSession session, TrinoProfile profile) {
        Map<String, String> found = new HashMap<>();
        session.rows("connecting", "SELECT catalog_name, connector_name FROM system.metadata.catalogs", row -> {
            found.put(row.getString(1), row.getString(2));
            return true;
        });
        if (connector(found, profile).isEmpty()) {
            throw new GraphcException(Diagnostic.of(
                            DiagnosticCode.UNREADABLE_PROFILE,
                            "Trino at " + profile.place() + " has no catalog `" + profile.catalog() + "`")
                    .hint(profile.catalog(), found.keySet().stream().sorted().toList(), "the catalogs there are")
                    .build());
        }
        return found;
    }

    /** The connector of the profile's catalog; empty where there is no such catalog. */
    static String connector(Map<String, String> connectors, TrinoProfile profile) {
        return connectors.getOrDefault(profile.catalog().toLowerCase(Locale.ROOT), "");
    }

    private TrinoSession session() {
        if (session == null) {
            throw new GraphcBugException("the engine is not open");
        }
        return session;
    }

    private TrinoTables tables() {
        if (tables == null) {
            throw new GraphcBugException("the engine is not open");
        }
        return tables;
    }

    /** One thread at a time: who finds a schema to be there may use it at once. */
    @Override
    public synchronized void createSchema(Optional<String> database, String schema) {
        if (tables().lacks(database, schema)) {
            String name =
                    database.map(place -> RelationName.quote(place) + ".").orElse("") + RelationName.quote(schema);
            run("creating schema `" + schema + "`", "CREATE SCHEMA IF NOT EXISTS " + name);
            tables().noteSchema(database, schema);
        }
    }

    private void run(String what, String sql) {
        session().execute(new Statement("", what, sql), "");
    }

    @Override
    public void createName(RelationName table) {
        // First, so that it is dropped even if the answer is lost.
        tables().note(table, Optional.of(Kind.TABLE));
        run("making table " + table.quoted(), "CREATE TABLE " + table.quoted() + " (nothing VARCHAR)");
    }

    @Override
    public List<RelationName> tables(RelationName beginning) {
        return tables().beginningWith(beginning);
    }

    @Override
    public Optional<TableDescription> describe(RelationName relation) {
        kind(relation);
        return tables().describe(relation);
    }

    /** What a relation is, after one that a run left under its other name has its name back. */
    private Optional<Kind> kind(RelationName relation) {
        Optional<Kind> found = tables().kind(relation);
        RelationName old = beside(relation, REPLACED);
        if (found.isEmpty() && tables().kind(old).isPresent()) {
            rename("restoring " + relation.quoted(), old, relation);
            return tables().kind(relation);
        }
        return found;
    }

    private static RelationName beside(RelationName relation, String suffix) {
        return relation.withIdentifier(relation.identifier() + suffix);
    }

    private void rename(String what, RelationName from, RelationName to) {
        run(what, "ALTER TABLE " + from.quoted() + " RENAME TO " + to.quoted());
        tables().note(from, Optional.empty());
        tables().note(to, Optional.of(Kind.TABLE));
    }

    @Override
    public StatementResult execute(Statement statement) {
        StatementResult result = session().execute(statement, "");
        forgetTables(statement);
        return result;
    }

    private void forgetTables(Statement statement) {
        if (!WRITES_ROWS.matcher(statement.sql()).lookingAt()) {
            tables().forget();
        }
    }

    @Override
    public Optional<RowCursor> answer(Statement statement) {
        Optional<RowCursor> rows = session().answer(statement);
        forgetTables(statement);
        return rows;
    }

    @Override
    public RowCursor query(Statement statement) {
        return session().query(statement);
    }

    @Override
    public RowCursor rows(Statement statement, StagedTable table) {
        return session().query(statement);
    }

    @Override
    public StatementResult replaceWithTable(
            Statement query, RelationName relation, List<Column> columns, TableSettings settings) {
        Optional<Kind> there = kind(relation);
        String properties = new TableProperties(connector(relation)).of(settings);
        boolean replaces = replacesAtOnce(relation) && there.equals(Optional.of(Kind.TABLE));
        if (there.isEmpty() || replaces) {
            String create = replaces ? "CREATE OR REPLACE TABLE " : "CREATE TABLE ";
            StatementResult made = session().execute(query, create + relation.quoted() + properties + " AS\n");
            tables().note(relation, Optional.of(Kind.TABLE));
            return made;
        }
        RelationName built = beside(relation, BUILT);
        drop(built);
        StatementResult made = session().execute(query, "CREATE TABLE " + built.quoted() + properties + " AS\n");
        tables().note(built, Optional.of(Kind.TABLE));
        RelationName old = beside(relation, REPLACED);
        drop(old);
        if (there.get() == Kind.VIEW) {
            drop(relation);
            rename(query.what(), built, relation);
            return made;
        }
        rename(query.what(), relation, old);
        orBack(query, old, relation, () -> {
            rename(query.what(), built, relation);
            return made;
        });
        drop(old);
        return made;
    }

    /** Does what needs the name of a table that was moved; where it fails the table gets its name back. */
    private StatementResult orBack(
            Statement query, RelationName old, RelationName relation, Supplier<StatementResult> work) {
        try {
            return work.get();
        } catch (GraphcException e) {
            try {
                rename(query.what(), old, relation);
            } catch (GraphcException again) {
                // The next look at the relation tries it once more.
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    @Override
    public StatementResult replaceWithView(Statement query, RelationName relation) {
        RelationName old = beside(relation, REPLACED);
        boolean wasTable = kind(relation).equals(Optional.of(Kind.TABLE));
        // Where both are there the old one is what a run left that could not drop it.
        drop(old);
        if (!wasTable) {
            return createView(query, relation);
        }
        rename(query.what(), relation, old);
        StatementResult made = orBack(query, old, relation, () -> createView(query, relation));
        drop(old);
        return made;
    }

    private StatementResult createView(Statement query, RelationName relation) {
        StatementResult made = session().execute(query, "CREATE OR REPLACE VIEW " + relation.quoted() + " AS\n");
        tables().note(relation, Optional.of(Kind.VIEW));
        return made;
    }

    /** With what a run has left of it under its other name, which would come back otherwise. */
    @Override
    public void drop(RelationName relation) {
        if (!relation.identifier().endsWith(REPLACED)) {
            drop(beside(relation, REPLACED));
        }
        tables().kind(relation).ifPresent(kind -> {
            String what = "dropping " + relation.quoted();
            run(what, "DROP " + (kind == Kind.VIEW ? "VIEW " : "TABLE ") + "IF EXISTS " + relation.quoted());
            tables().note(relation, Optional.empty());
        });
    }

    private String connector(RelationName relation) {
        String catalog = relation.database().orElse(profile.catalog()).toLowerCase(Locale.ROOT);
        return connectors.getOrDefault(catalog, "");
    }

    @Override
    public boolean replacesAtOnce(RelationName relation) {
        return connector(relation).equals("iceberg") || connector(relation).equals("delta_lake");
    }

    @Override
    public boolean deletesRows(RelationName table) {
        return replacesAtOnce(table);
    }

    @Override
    public boolean takesComments() {
        return true;
    }

    @Override
    public int statementLimit() {
        return STATEMENT_LIMIT;
    }

    @Override
    public String name() {
        return "Trino";
    }

    @Override
    public void cancel() {
        TrinoSession open = session;
        if (open != null) {
            open.cancel();
        }
    }

    @Override
    public void close() {
        TrinoSession open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }
}
