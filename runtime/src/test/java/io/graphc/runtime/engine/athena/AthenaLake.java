package io.graphc.runtime.engine.athena;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.EngineTarget;
import io.graphc.runtime.Plans;
import io.graphc.runtime.catalog.CatalogColumn;
import io.graphc.runtime.catalog.glue.GlueTables;
import io.graphc.runtime.engine.warehouse.TableDescription;
import io.graphc.runtime.engine.warehouse.TableDescription.Kind;
import io.graphc.runtime.engine.warehouse.TableDescriptions;
import io.graphc.testkit.LakeServer;
import io.graphc.testkit.S3Server;
import io.graphc.testkit.athena.FakeAthena;
import io.graphc.testkit.athena.S3Shelf;
import io.graphc.testkit.athena.SqlBackend;
import io.graphc.testkit.athena.TrinoBackend;
import io.graphc.testkit.glue.FakeGlue;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Everything that Athena is for graphc, on this machine: its protocol before a real Trino, a catalog, and S3. */
final class AthenaLake implements AutoCloseable {
    final S3Server s3 = S3Server.shared();
    final FakeGlue glue = FakeGlue.start();
    private final LakeServer trino = LakeServer.start(TrinoBackend.catalogs(glue.endpoint(), s3.uri()));
    final S3Shelf objects = new S3Shelf(s3.uri());
    private FakeAthena athena = FakeAthena.start(new TrinoBackend(trino.uri()), objects);

    /** A stand-in for Athena without faults and statements of earlier tests. */
    FakeAthena fresh() {
        return fresh(backend -> backend);
    }

    /** The same before an engine to which something was added. */
    FakeAthena fresh(UnaryOperator<SqlBackend> around) {
        athena.close();
        athena = FakeAthena.start(around.apply(new TrinoBackend(trino.uri())), objects);
        return athena;
    }

    EngineTarget target(String folder, Map<String, Object> more) {
        Map<String, Object> settings = new LinkedHashMap<>(s3.settings());
        settings.put("database", "awsdatacatalog");
        settings.put("s3_staging_dir", "s3://" + S3Server.BUCKET + "/" + folder + "/results/");
        settings.put("s3_data_dir", "s3://" + S3Server.BUCKET + "/" + folder + "/data/");
        settings.put(
                "endpoint_urls",
                Map.of(
                        "s3", s3.uri().toString(),
                        "glue", glue.endpoint().toString(),
                        "athena", athena.address().toString()));
        settings.putAll(more);
        return new EngineTarget("prod", "athena", folder, 4, settings);
    }

    static TableDescriptions descriptions(EngineTarget target) {
        GlueTables tables = GlueTables.of(target);
        return relation -> tables.table(relation)
                .map(table -> new TableDescription(
                        table.view() ? Kind.VIEW : Kind.TABLE,
                        table.columns().stream().map(CatalogColumn::column).toList()));
    }

    /** A project for a target. */
    static CompiledProject project(EngineTarget target, Plans plans) {
        CompiledProject plain = plans.project();
        return new CompiledProject(
                plain.name(),
                plain.tenant(),
                plain.asOf(),
                target,
                plain.graphTarget(),
                plain.sources(),
                plain.seeds(),
                plain.models(),
                plain.tests(),
                plain.graph());
    }

    /** An open warehouse of a project. */
    AthenaWarehouse open(EngineTarget target, Plans plans, String run) {
        AthenaWarehouse warehouse = closed(target, run);
        warehouse.open(project(target, plans));
        return warehouse;
    }

    /** A warehouse that is to be opened. */
    AthenaWarehouse closed(EngineTarget target, String run) {
        return closed(target, run, Path.of("target", "rows"));
    }

    /**
     * A warehouse that is to be opened.
     *
     * @param cache for files while they are read
     */
    AthenaWarehouse closed(EngineTarget target, String run, Path cache) {
        return new AthenaWarehouse(cache, descriptions(target), new VirtualTime().patience(), () -> run);
    }

    @Override
    public void close() {
        athena.close();
        trino.close();
        glue.close();
    }
}
