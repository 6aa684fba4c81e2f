package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The example's three customers in one Neo4j; what it holds is worked out here from the generated data alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LearningNeo4jTest {
    private static final String WRONG_PASSWORD = "tulip-7-harness";

    private TempProject project;
    private Neo4jDatabase database;
    private CommandRun built;

    @BeforeAll
    void loadsAllCustomers(@TempDir Path folder) {
        project = Examples.learning(folder);
        database = Neo4jDatabase.empty();
        built = load("build");
        assertThat(built.exit()).as(built.err()).isZero();
    }

    @AfterAll
    void disconnects() {
        database.close();
    }

    private CommandRun load(String command) {
        return database.credentials(CommandRun.in(project.root()))
                .call(command, "--graph-target", "neo4j", "--as-of", "2026-01-15");
    }

    @Test
    void holdsTheNodesThatTheFilesHold() {
        assertThat(database.labels())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "User", total(customer -> rows(customer, "users")),
                        "Course", total(customer -> rows(customer, "courses")),
                        "Asset", total(customer -> rows(customer, "assets")),
                        "Customer", (long) LearningFiles.CUSTOMERS.size(),
                        "Language", (long) languages().size()));
    }

    @Test
    void holdsTheRelationshipsThatTheFilesHold() {
        assertThat(database.types())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "IS_ENROLLED", total(customer -> LearningFiles.pairs(customer, "enrolments")),
                        "HAS_RATED",
                                total(customer -> LearningFiles.pairs(customer, "course_ratings")
                                        + LearningFiles.pairs(customer, "asset_ratings")),
                        "HAS_WATCHED", total(customer -> LearningFiles.pairs(customer, "asset_views")),
                        "SPEAKS",
                                total(customer -> LearningFiles.languages(customer).values().stream()
                                        .mapToLong(List::size)
                                        .sum()),
                        "WORKS_AT", total(customer -> rows(customer, "users"))));
    }

    @Test
    void aSecondRunChangesNothing() {
        List<String> before = database.dump();
        CommandRun again = load("run");
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(database.dump()).isEqualTo(before);
        List<String> lines = again.err()
                .lines()
                .filter(line -> line.matches("  \\(.*\\)  +[1-9].*"))
                .toList();
        assertThat(lines)
                .hasSizeGreaterThan(20)
                .allSatisfy(
                        line -> assertThat(line).contains("(0 new, 0 changed, ").endsWith(" unchanged)"));
    }

    @Test
    void customersShareNoNodeButLanguages() {
        String reached = "MATCH (n)--(:User)-[:WORKS_AT]->(c:Customer) WITH n, count(DISTINCT c) AS customers"
                + " WHERE customers > 1 ";
        assertThat(database.number(reached + "AND NOT n:Language RETURN count(n)"))
                .isZero();
        assertThat(database.number(reached + "AND n:Language RETURN count(n)")).isPositive();
        assertThat(database.number("MATCH (u:User) WHERE COUNT { (u)-[:WORKS_AT]->() } <> 1 RETURN count(u)"))
                .isZero();
        // The first user of each file has the same id; each is a node of its own with its own name.
        for (String customer : LearningFiles.CUSTOMERS) {
            Map<String, String> first = LearningFiles.rows(customer, "users").get(0);
            assertThat(first.get("user_id"))
                    .isEqualTo(LearningFiles.rows("harbour", "users").get(0).get("user_id"));
            assertThat(database.query("MATCH (u:User {userId: " + first.get("user_id") + "})-[:WORKS_AT]->"
                            + "(:Customer {customerId: '" + customer + "'}) RETURN u.name AS name"))
                    .singleElement()
                    .satisfies(row -> assertThat(row.get("name").asString()).isEqualTo(first.get("full_name")));
        }
    }

    @Test
    void aFourthCustomerComesAndGoesAndTheGraphIsWhatItWas() throws IOException {
        List<String> before = database.dump();
        Path from = project.root().resolve("data/harbour");
        Path to = Files.createDirectories(project.root().resolve("data/lagoon"));
        for (String table : List.of("users", "user_settings", "courses", "enrolments", "course_ratings")) {
            Files.copy(from.resolve(table + ".csv"), to.resolve(table + ".csv"));
        }
        CommandRun added = tenant("add", "lagoon", "--var", "customer_id=lagoon", "--var", "customer_name=Lagoon");
        assertThat(added.exit()).as(added.err()).isZero();
        CommandRun loaded = database.credentials(CommandRun.in(project.root()))
                .call("build", "--tenant", "lagoon", "--graph-target", "neo4j", "--as-of", "2026-01-15");
        assertThat(loaded.exit()).as(loaded.err()).isZero();
        assertThat(database.number("MATCH (c:Customer {customerId: 'lagoon'}) RETURN count(c)"))
                .isEqualTo(1);
        CommandRun removed = tenant("remove", "lagoon", "--allow-deletes");
        assertThat(removed.exit()).as(removed.transcript()).isZero();
        assertThat(removed.out()).containsPattern("\\(Language\\) +\\d+, [1-9]\\d* that other tenants have too stay");
        assertThat(database.dump()).isEqualTo(before);
    }

    private CommandRun tenant(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "tenant";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return database.credentials(CommandRun.in(project.root())).call(all);
    }

    @Test
    void aWrongPasswordStopsTheLoadAndIsShownNowhere() throws IOException {
        List<String> before = database.dump();
        CommandRun refused = database.credentials(CommandRun.in(project.root()))
                .with("NEO4J_PASSWORD", WRONG_PASSWORD)
                .call("run", "--graph-target", "neo4j", "--tenant", "harbour");
        assertThat(refused.exit()).as(refused.err()).isEqualTo(3);
        assertThat(refused.err()).contains("error[GC8004]", "refuses the user `neo4j`", "check `user` and `password`");
        assertThat(refused.transcript()).doesNotContain(WRONG_PASSWORD);
        assertThat(filesHolding(WRONG_PASSWORD)).isEmpty();
        assertThat(database.dump()).isEqualTo(before);
    }

    @Test
    void aServerThatIsNotThereStopsTheLoad() throws IOException {
        CommandRun refused = database.credentials(CommandRun.in(project.root()))
                .with("NEO4J_URI", "bolt://127.0.0.1:" + closedPort())
                .with("NEO4J_PASSWORD", WRONG_PASSWORD)
                .call("run", "--graph-target", "neo4j");
        assertThat(refused.exit()).as(refused.err()).isEqualTo(3);
        assertThat(refused.err()).contains("error[GC8004]", "cannot reach Neo4j at bolt://127.0.0.1:");
        assertThat(refused.transcript()).doesNotContain(WRONG_PASSWORD);
        assertThat(filesHolding(WRONG_PASSWORD)).isEmpty();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private List<String> filesHolding(String text) throws IOException {
        Map<String, Boolean> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(project.root())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                // One byte, one character: some of the files are no text.
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                found.put(project.root().relativize(file).toString(), content.contains(text));
            }
        }
        assertThat(found).containsKey("target/tenants/harbour/manifest.json");
        return found.keySet().stream().filter(found::get).toList();
    }

    private static long total(ToLongFunction<String> ofCustomer) {
        return LearningFiles.CUSTOMERS.stream().mapToLong(ofCustomer).sum();
    }

    private static long rows(String customer, String table) {
        return LearningFiles.rows(customer, table).size();
    }

    private static Set<String> languages() {
        Set<String> codes = new LinkedHashSet<>();
        for (String customer : LearningFiles.CUSTOMERS) {
            LearningFiles.languages(customer).values().forEach(codes::addAll);
        }
        return codes;
    }
}
