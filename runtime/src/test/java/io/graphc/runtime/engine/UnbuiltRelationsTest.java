package io.graphc.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.DeclaredPlaces;
import io.graphc.plan.FileLocation;
import io.graphc.plan.Materialization;
import io.graphc.plan.RelationName;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.SourceTable;
import io.graphc.runtime.Plans;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnbuiltRelationsTest {
    private static final FileLocation FILE = Plans.file("data/x.csv", FileLocation.FileFormat.CSV);
    private static final SourceSpan PLACE = new SourceFile("models/all.yml", "unique: id").span(0, 6);

    private final UnbuiltRelations shop = unbuilt(new Plans()
            .tenant("harbour")
            .model(Plans.model("users", Materialization.VIEW, "SELECT 1 AS id", List.of())));

    private static UnbuiltRelations unbuilt(Plans plans) {
        return new UnbuiltRelations(plans.project(), Optional.empty());
    }

    private static SeedPlan seed(String name, RelationName relation) {
        return new SeedPlan(
                "seed.shop." + name,
                name,
                "seeds/" + name + ".csv",
                relation,
                FILE,
                List.of(),
                List.of(),
                DeclaredPlaces.NONE,
                "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    QUERY_FAILED | DuckDB: Catalog Error: Table with name users does not exist!; Did you mean "pg_user"?
                    QUERY_FAILED | DuckDB: Catalog Error: Table with name "main.users" does not exist because schema "main" does not exist.
                    QUERY_FAILED | Trino: Table 'lake.main.users' does not exist (TABLE_NOT_FOUND)
                    RELATION_GONE | Athena: TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.main.users' does not exist
                    """)
    void namesTheModelOfATableThatIsMissing(DiagnosticCode code, String words) {
        Diagnostic told = shop.told("", failed(code, words));
        assertThat(told.code()).isEqualTo(DiagnosticCode.NOT_BUILT_YET);
        assertThat(told.helps()).containsExactly("build it first: `graphc run --select users --tenant harbour`");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    QUERY_FAILED | DuckDB: Catalog Error: Table with name orders does not exist!
                    QUERY_FAILED | DuckDB: Catalog Error: Table Function with name users does not exist!
                    RELATION_GONE | Athena: TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.other.users' does not exist
                    RELATION_GONE | Athena: SCHEMA_NOT_FOUND: line 1:15: Schema 'other' does not exist
                    CANNOT_WRITE | Table 'lake.main.users' does not exist
                    CANNOT_WRITE | Schema 'main' does not exist
                    """)
    void leavesAllOtherFailuresAsTheyAre(DiagnosticCode code, String words) {
        Diagnostic failed = failed(code, words);
        assertThat(shop.told("", failed)).isEqualTo(failed);
        GraphcException failure = new GraphcException(failed);
        assertThat(catchThrowableOfType(
                        GraphcException.class,
                        () -> shop.telling(() -> {
                            throw failure;
                        })))
                .isSameAs(failure);
    }

    @Test
    void keepsTheQueryAndThePlace() {
        Diagnostic failed = Diagnostic.of(DiagnosticCode.QUERY_FAILED, "test `unique` stopped")
                .at(PLACE)
                .note("Trino: Table 'lake.main.users' does not exist (TABLE_NOT_FOUND)")
                .note("query 20261122_0001")
                .help("try again")
                .build();
        Diagnostic told = shop.told("test.shop.unique", failed);
        assertThat(told.message()).isEqualTo("`users` is read, but it is not built yet");
        assertThat(told.primary()).contains(PLACE);
        assertThat(told.notes())
                .containsExactly(
                        "looked for \"main\".\"users\"; it is written in models/users.sql", "query 20261122_0001");
        assertThat(told.helps()).hasSize(1);
    }

    /** Somebody else has dropped it in the middle of its own work, or its hook reads it: building it is no way out. */
    @Test
    void leavesTheStepOfTheRelationItselfAlone() {
        Diagnostic table = failed(
                DiagnosticCode.RELATION_GONE,
                "Athena: TABLE_NOT_FOUND: Table 'awsdatacatalog.main.users' does not exist");
        assertThat(shop.told("model.shop.users", table)).isEqualTo(table);
        Diagnostic schema =
                failed(DiagnosticCode.RELATION_GONE, "Athena: SCHEMA_NOT_FOUND: Schema 'main' does not exist");
        assertThat(shop.told("model.shop.users", schema)).isEqualTo(schema);
    }

    @Test
    void doesNotGuessWhoseABareNameIs() {
        UnbuiltRelations twice = unbuilt(new Plans()
                .seed(seed("staged", RelationName.of("staging", "orders")))
                .seed(seed("sold", RelationName.of("marts", "orders"))));
        UnbuiltRelations read = unbuilt(new Plans()
                .source(Plans.source("orders", FILE))
                .seed(seed("orders", RelationName.of("main", "orders"))));
        Diagnostic bare =
                failed(DiagnosticCode.QUERY_FAILED, "DuckDB: Catalog Error: Table with name orders does not exist!");
        assertThat(twice.told("", bare)).isEqualTo(bare);
        assertThat(read.told("", bare)).isEqualTo(bare);
        assertThat(read.missingSource(bare)).isEmpty();
    }

    @Test
    void goesByTheSchemaInTheStatementThatDuckDbShows() {
        UnbuiltRelations all = unbuilt(new Plans()
                .source(Plans.source("orders", FILE))
                .seed(seed("staged", RelationName.of("staging", "orders")))
                .seed(seed("sold", RelationName.of("marts", "orders"))));
        assertThat(all.told("", orders("SELECT o.id FROM \"marts\".\"orders\" AS o"))
                        .message())
                .startsWith("`sold` is read");
        Diagnostic foreign = orders("SELECT 1 FROM prod.orders");
        assertThat(all.told("", foreign)).isEqualTo(foreign);
        Diagnostic source = orders("SELECT 1 FROM \"raw\".\"orders\"");
        assertThat(all.told("", source)).isEqualTo(source);
        assertThat(all.missingSource(source)).map(SourceTable::label).contains("raw.orders");
        assertThat(all.missingSource(foreign)).isEmpty();
    }

    private static Diagnostic orders(String line) {
        return failed(DiagnosticCode.QUERY_FAILED, "DuckDB: Catalog Error: Table with name orders does not exist!")
                .noted("in the statement: LINE 1: " + line);
    }

    @Test
    void tellsCatalogsApart() {
        UnbuiltRelations lake =
                unbuilt(new Plans().seed(seed("users", new RelationName(Optional.of("lake"), "main", "users"))));
        assertThat(lake.told("", failed(DiagnosticCode.QUERY_FAILED, "Trino: Table 'lake.main.users' does not exist"))
                        .code())
                .isEqualTo(DiagnosticCode.NOT_BUILT_YET);
        Diagnostic raw = failed(DiagnosticCode.QUERY_FAILED, "Trino: Table 'raw.main.users' does not exist");
        assertThat(lake.told("", raw)).isEqualTo(raw);
    }

    @Test
    void namesTheProjectWhereNotEvenTheSchemaIsThere() {
        Plans plans = new Plans().tenant("harbour").seed(seed("users", RelationName.of("main", "users")));
        UnbuiltRelations fresh = new UnbuiltRelations(plans.project(), Optional.of("prod"));
        Diagnostic told = fresh.told(
                "test.shop.unique",
                failed(DiagnosticCode.QUERY_FAILED, "Trino: Schema 'main' does not exist (SCHEMA_NOT_FOUND)")
                        .noted("query 7"));
        assertThat(told.code()).isEqualTo(DiagnosticCode.NOT_BUILT_YET);
        assertThat(told.message()).isEqualTo("the schema `main` is read, but nothing in it is built yet");
        assertThat(told.notes()).containsExactly("it is made with the first table of the project", "query 7");
        assertThat(told.helps())
                .containsExactly("build the project first: `graphc build --target prod --tenant harbour`");
    }

    private static Diagnostic failed(DiagnosticCode code, String words) {
        return Diagnostic.of(code, "a query failed").note(words).build();
    }
}
