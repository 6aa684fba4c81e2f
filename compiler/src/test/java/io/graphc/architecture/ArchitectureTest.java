package io.graphc.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.graphc.testkit.HouseRules;

@AnalyzeClasses(
        packages = {
            "io.graphc.source",
            "io.graphc.diagnostic",
            "io.graphc.project",
            "io.graphc.compiler",
            "io.graphc.plan"
        },
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule bottomOnlyKnowsTheJdk = noClasses()
            .that()
            .resideInAnyPackage("io.graphc.source..", "io.graphc.diagnostic")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("java..", "org.jspecify..", "io.graphc.source..", "io.graphc.diagnostic..")
            .because("positions and diagnostics are the ground that every phase stands on");

    @ArchTest
    static final ArchRule projectIsReadBeforeItIsCompiled = noClasses()
            .that()
            .resideInAPackage("io.graphc.project..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.graphc.compiler..")
            .because("the loader says what is written; what it means is the compiler's business")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule planStandsAlone = noClasses()
            .that()
            .resideInAPackage("io.graphc.plan..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.graphc.compiler..", "io.graphc.project..")
            .because("a run can start from manifest.json, so plans must not know how they were made");

    @ArchTest
    static final ArchRule trinoHasOneRoom = noClasses()
            .that()
            .resideOutsideOfPackage("io.graphc.compiler.sql.trino..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.trino..")
            .because("the parser is not a promised API; put code that sees its tree into compiler.sql.trino");

    @ArchTest
    static final ArchRule calciteStaysBelowSql = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.graphc.compiler.sql.calcite..",
                    "io.graphc.compiler.sql.trino..",
                    "io.graphc.compiler.sql.fact..",
                    "io.graphc.compiler.sql.lineage..",
                    "io.graphc.compiler.sql.duckdb..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.calcite..")
            .because("phases speak of SqlFrontend and TypedQuery; Calcite belongs into compiler.sql.calcite");

    @ArchTest
    static final ArchRule yamlHasOneRoom = noClasses()
            .that()
            .resideOutsideOfPackage("io.graphc.project.yaml..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.yaml..")
            .because("YAML is read as plain data with positions in project.yaml, nowhere else");

    @ArchTest
    static final ArchRule filesAreSeenThroughTheDisk = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.graphc.source.disk..",
                    "io.graphc.compiler.cache..",
                    "io.graphc.compiler.outcome..",
                    "io.graphc.plan.manifest..")
            .and()
            .haveNameNotMatching("io\\.graphc\\.compiler\\.CompiledProjectWriter(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.nio.file.Files")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.(File|FileInputStream|FileReader|RandomAccessFile)")
            .because("what a compilation looks at must be noted; ask a Disk");

    @ArchTest
    static final ArchRule noProcessState = HouseRules.noProcessState();

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.graphc.(**)").should().beFreeOfCycles();

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        assertThat(HouseRules.packagesNotNullMarked(classes)).isEmpty();
    }

    @ArchTest
    static void theScanSawTheModule(JavaClasses classes) {
        assertThat(classes.size()).isGreaterThan(40);
    }
}
