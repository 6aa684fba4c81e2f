package io.graphc.testkit.trino;

import io.trino.Session;
import io.trino.metadata.Metadata;
import io.trino.metadata.QualifiedObjectName;
import io.trino.spi.connector.CatalogSchemaName;
import io.trino.spi.connector.CatalogSchemaTableName;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.SaveMode;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.security.PrincipalType;
import io.trino.spi.security.TrinoPrincipal;
import io.trino.sql.analyzer.TypeSignatureTranslator;
import io.trino.sql.tree.ColumnDefinition;
import io.trino.sql.tree.CreateTable;
import io.trino.testing.LocalQueryRunner;
import java.util.List;
import java.util.Map;

/** The tables in memory; the runner itself does not run data definitions. */
final class Tables {
    static final String CATALOG = "memory";

    private final LocalQueryRunner runner;

    Tables(LocalQueryRunner runner) {
        this.runner = runner;
    }

    /** An empty table in place of what had the name in the session's schema; columns as in {@code CREATE TABLE}. */
    void create(Session session, String table, String columns) {
        Metadata metadata = runner.getMetadata();
        String schema = session.getSchema().orElseThrow();
        CatalogSchemaName place = new CatalogSchemaName(CATALOG, schema);
        if (!metadata.schemaExists(session, place)) {
            metadata.createSchema(session, place, Map.of(), new TrinoPrincipal(PrincipalType.USER, session.getUser()));
        }
        QualifiedObjectName name = new QualifiedObjectName(CATALOG, schema, table);
        metadata.getTableHandle(session, name)
                .ifPresent(old -> metadata.dropTable(session, old, new CatalogSchemaTableName(CATALOG, schema, table)));
        metadata.createTable(
                session,
                CATALOG,
                new ConnectorTableMetadata(new SchemaTableName(schema, table), columns(columns)),
                SaveMode.FAIL);
    }

    private List<ColumnMetadata> columns(String declared) {
        CreateTable statement =
                (CreateTable) runner.getSqlParser().createStatement("CREATE TABLE t (" + declared + ")");
        return statement.getElements().stream()
                .map(ColumnDefinition.class::cast)
                .map(column -> new ColumnMetadata(
                        column.getName().toString(),
                        runner.getTypeManager().getType(TypeSignatureTranslator.toTypeSignature(column.getType()))))
                .toList();
    }
}
