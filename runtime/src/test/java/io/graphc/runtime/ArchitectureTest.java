package io.graphc.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.graphc.testkit.HouseRules;

@AnalyzeClasses(packages = "io.graphc.runtime", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule runsFromThePlanAlone = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.graphc.compiler..", "io.graphc.project..")
            .because("a run can start from manifest.json; the runtime sees plan, diagnostic and source only");

    @ArchTest
    static final ArchRule duckDbHasOneRoom = noClasses()
            .that()
            .resideOutsideOfPackage("io.graphc.runtime.engine.duckdb..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.duckdb..")
            .because("other packages speak to QueryEngine");

    @ArchTest
    static final ArchRule trinoHasOneRoom = noClasses()
            .that()
            .resideOutsideOfPackage("io.graphc.runtime.engine.trino..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.trino..")
            .because("other packages speak to QueryEngine");

    @ArchTest
    static final ArchRule jdbcBelongsToTwoEngines = noClasses()
            .that()
            .resideOutsideOfPackages("io.graphc.runtime.engine.duckdb..", "io.graphc.runtime.engine.trino..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.sql..")
            .because("other packages speak to QueryEngine");

    @ArchTest
    static final ArchRule neo4jHasOneRoom = noClasses()
            .that()
            .resideOutsideOfPackage("io.graphc.runtime.emit.neo4j..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.neo4j..")
            .because("other packages speak to GraphWriter");

    @ArchTest
    static final ArchRule gremlinHasOneRoom = noClasses()
            .that()
            .resideOutsideOfPackage("io.graphc.runtime.emit.gremlin..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.tinkerpop..", "io.netty..")
            .because("other packages speak to GraphWriter");

    @ArchTest
    static final ArchRule awsHasFewRooms = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.graphc.runtime.aws..",
                    "io.graphc.runtime.catalog.glue..",
                    "io.graphc.runtime.emit.gremlin..",
                    "io.graphc.runtime.engine.athena..",
                    "io.graphc.runtime.load..",
                    "io.graphc.runtime.store..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..")
            .because("other packages speak to ObjectStore, QueryEngine and GraphWriter");

    @ArchTest
    static final ArchRule noProcessState = HouseRules.noProcessState();

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.graphc.runtime.(*)..").should().beFreeOfCycles();

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        assertThat(HouseRules.packagesNotNullMarked(classes)).isEmpty();
    }

    @ArchTest
    static void theScanSawTheModule(JavaClasses classes) {
        assertThat(classes.size()).isGreaterThan(4);
    }
}
