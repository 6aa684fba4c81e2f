package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every graph test over random graphs: the number of failures is what plain loops over the same rows count. */
class RandomGraphTestsTest {
    private static final int CITIES = 5;

    @TempDir
    Path folder;

    private final List<Person> people = new ArrayList<>();
    private final List<int[]> reports = new ArrayList<>();
    private final List<int[]> lives = new ArrayList<>();
    private final Map<String, Long> expected = new TreeMap<>();
    private final StringBuilder nodeTests = new StringBuilder();
    private final StringBuilder reportTests = new StringBuilder();
    private final StringBuilder liveTests = new StringBuilder();

    private record Person(
            int id,
            @Nullable String name,
            @Nullable Integer age,
            @Nullable String born) {}

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 4);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void countWhatLoopsCount(int seed) throws IOException {
        SplittableRandom random = new SplittableRandom(20261121L * seed);
        makeGraph(random);
        addTests(random);
        TempProject project = DuckDbProject.forms(folder)
                .write(
                        "seeds/people_raw.csv",
                        csv(
                                "id,name,age,born",
                                people.stream()
                                        .map(person -> person.id() + "," + cell(person.name()) + ","
                                                + cell(person.age()) + "," + cell(person.born()))))
                .write("seeds/reports_raw.csv", csv("a,b,n", pairs(reports)))
                .write("seeds/lives_raw.csv", csv("a,b,n", pairs(lives)))
                .write("models/people.sql", """
                        select cast(id as bigint) as id, cast(name as varchar) as name, cast(age as bigint) as age,
                          cast(born as varchar) as born
                        from {{ ref('people_raw') }}
                        """)
                .write("models/reports.sql", """
                        select cast(a as bigint) as a, cast(b as bigint) as b, cast(n as bigint) as n
                        from {{ ref('reports_raw') }}
                        """)
                .write("models/lives.sql", """
                        select cast(a as bigint) as a, cast(b as bigint) as b, cast(n as bigint) as n
                        from {{ ref('lives_raw') }}
                        """)
                .write(
                        "models/cities.sql",
                        "select * from (values "
                                + String.join(
                                        ", ",
                                        IntStream.range(0, CITIES)
                                                .mapToObj(id -> "(" + id + ")")
                                                .toList())
                                + ") as t (id)")
                .write("graph/graph.yml", mappings());
        CommandRun run = CommandRun.in(project.root()).call("build", "--threads", "2");
        assertThat(run.exit()).as(run.err() + run.out()).isZero();
        assertThat(failures(project.root())).isEqualTo(expected);
    }

    private void makeGraph(SplittableRandom random) {
        int size = 20 + random.nextInt(20);
        for (int id = 0; id < size; id++) {
            String name = random.nextInt(6) == 0 ? null : "n" + random.nextInt(size);
            Integer age = random.nextInt(6) == 0 ? null : (Integer) (random.nextInt(400) - 20);
            String born = random.nextInt(3) == 0
                    ? "soon"
                    : "20" + (10 + random.nextInt(9)) + "-0" + random.nextInt(10) + "-11";
            people.add(new Person(id, name, age, random.nextInt(5) == 0 ? null : born));
        }
        int links = random.nextInt(2 * size);
        boolean upwards = random.nextInt(3) == 0;
        for (int n = 0; n < links; n++) {
            int a = random.nextInt(size);
            int b = random.nextInt(size);
            reports.add(
                    upwards ? new int[] {Math.min(a, b), Math.max(a, b) + (a == b ? 1 : 0), n} : new int[] {a, b, n});
        }
        reports.removeIf(link -> link[1] >= size);
        for (int n = 0; n < size; n++) {
            lives.add(new int[] {random.nextInt(size), random.nextInt(CITIES), n});
        }
    }

    private void addTests(SplittableRandom random) {
        int some = 1 + random.nextInt(3);
        addElementTests(random, some);
        addPropertyTests(random);
        addNeighbourTests(random, some);
    }

    private void addElementTests(SplittableRandom random, int some) {
        long most = random.nextInt(60);
        test(nodeTests, "people_count", "row_count: {max: " + most + "}", people.size() > most ? 1 : 0);
        long adults = count(person -> person.age() != null && person.age() >= 18);
        test(nodeTests, "adults_count", "row_count: {min: " + most + ", where: 'age >= 18'}", adults < most ? 1 : 0);
        test(nodeTests, "key", "unique: {}", 0);
        test(nodeTests, "key_there", "not_null: {}", 0);
        test(nodeTests, "changed", "change: {max_increase: 1, max_decrease: 1%}", 0);
        test(
                reportTests,
                "loops",
                "no_self_loops: {}",
                reports.stream().filter(link -> link[0] == link[1]).count());
        test(reportTests, "cycles", "acyclic: {}", onCycles(link -> true));
        test(
                reportTests,
                "late_cycles",
                "acyclic: {where: 'n > " + 5 * some + "'}",
                onCycles(link -> link[2] > 5 * some));
    }

    private void addPropertyTests(SplittableRandom random) {
        long least = random.nextInt(30);
        test(nodeTests, "name_there", "not_null: {property: name}", count(person -> person.name() == null));
        test(
                nodeTests,
                "name_there_of_old",
                "not_null: {property: name, where: age > 100}",
                count(person -> person.name() == null && person.age() != null && person.age() > 100));
        Map<String, Integer> names = new TreeMap<>();
        people.stream().map(Person::name).filter(Objects::nonNull).forEach(name -> names.merge(name, 1, Integer::sum));
        test(
                nodeTests,
                "name_unique",
                "unique: {property: name}",
                names.values().stream().filter(times -> times > 1).count());
        test(
                nodeTests,
                "age_range",
                "range: {property: age, min: " + least + ", max: 150}",
                count(person -> person.age() != null && (person.age() < least || person.age() > 150)));
        test(
                nodeTests,
                "age_type",
                "type: {property: age, is: byte}",
                count(person -> person.age() != null && (person.age() < -128 || person.age() > 127)));
        test(nodeTests, "age_same_type", "type: {property: age, is: long}", 0);
        test(
                nodeTests,
                "born_type",
                "type: {property: born, is: date}",
                count(person -> person.born() != null
                        && (person.born().equals("soon") || person.born().contains("-00-"))));
        test(
                nodeTests,
                "born_pattern",
                "pattern: {property: born, regex: '^20[0-9]{2}-'}",
                count(person -> "soon".equals(person.born())));
        test(
                nodeTests,
                "name_length",
                "length: {property: name, max: 2}",
                count(person -> person.name() != null && person.name().length() > 2));
        test(
                nodeTests,
                "name_values",
                "accepted_values: {property: name, values: [n1, n2, n3]}",
                count(person ->
                        person.name() != null && !List.of("n1", "n2", "n3").contains(person.name())));
    }

    private void addNeighbourTests(SplittableRandom random, int some) {
        test(
                liveTests,
                "one_home",
                "cardinality: {start: {min: 1, max: 1}, end: {max: " + 3 * some + "}}",
                nodes(person -> out(lives, person) != 1)
                        + IntStream.range(0, CITIES)
                                .filter(city -> in(lives, city) > 3 * some)
                                .count());
        test(
                liveTests,
                "some_homes",
                "cardinality: {end: {min: " + some + "}, where: n > 10}",
                IntStream.range(0, CITIES)
                        .filter(city -> lives.stream()
                                        .filter(link -> link[1] == city && link[2] > 10)
                                        .count()
                                < some)
                        .count());
        long orphans = nodes(person -> out(lives, person) + out(reports, person) + in(reports, person) == 0);
        int percent = random.nextInt(30);
        test(
                nodeTests,
                "few_orphans",
                "orphans: {max: " + percent + "%}",
                orphans * 100 > (long) percent * people.size() ? orphans : 0);
        test(nodeTests, "three_orphans", "orphans: {max: 3}", orphans > 3 ? orphans : 0);
        test(nodeTests, "no_homeless", "orphans: {types: [LIVES_IN]}", nodes(person -> out(lives, person) == 0));
        test(
                nodeTests,
                "degree",
                "degree: {max: " + 2 * some + "}",
                nodes(person -> out(lives, person) + out(reports, person) + in(reports, person) > 2 * some));
        test(
                nodeTests,
                "degree_in",
                "degree: {max: " + some + ", direction: in}",
                nodes(person -> in(reports, person) > some));
        test(
                nodeTests,
                "degree_out",
                "degree: {min: 1, max: " + some + ", direction: out, types: [REPORTS_TO]}",
                nodes(person -> out(reports, person) > some || out(reports, person) == 0));
    }

    private void test(StringBuilder tests, String name, String written, long failures) {
        boolean bare = written.endsWith("{}");
        String settings = written.substring(written.indexOf('{') + 1, written.length() - 1);
        tests.append("      - ")
                .append(written, 0, written.indexOf('{'))
                .append("{name: ")
                .append(name)
                .append(written.startsWith("change") || failures == 0 ? "" : ", severity: warn")
                .append(bare ? "" : ", " + settings)
                .append("}\n");
        expected.put(name, failures);
    }

    private long count(Predicate<Person> wrong) {
        return people.stream().filter(wrong).count();
    }

    private long nodes(java.util.function.IntPredicate wrong) {
        return people.stream().mapToInt(Person::id).filter(wrong).count();
    }

    private static long out(List<int[]> links, int node) {
        return links.stream().filter(link -> link[0] == node).count();
    }

    private static long in(List<int[]> links, int node) {
        return links.stream().filter(link -> link[1] == node).count();
    }

    /** The nodes that can be come back to, by closing the relation. */
    private long onCycles(Predicate<int[]> counts) {
        int size = people.size();
        boolean[][] reaches = new boolean[size][size];
        reports.stream().filter(counts).forEach(link -> reaches[link[0]][link[1]] = true);
        for (int via = 0; via < size; via++) {
            for (int from = 0; from < size; from++) {
                for (int to = 0; to < size; to++) {
                    reaches[from][to] |= reaches[from][via] && reaches[via][to];
                }
            }
        }
        return IntStream.range(0, size).filter(node -> reaches[node][node]).count();
    }

    private String mappings() {
        return """
                nodes:
                  - label: Person
                    from: ref('people')
                    key: id
                    properties: [name, age, born]
                    data_tests:
                %s  - label: City
                    from: ref('cities')
                    key: id
                relationships:
                  - type: REPORTS_TO
                    from: ref('reports')
                    start: {node: Person, key: a}
                    end: {node: Person, key: b}
                    key: n
                    properties: [n]
                    data_tests:
                %s  - type: LIVES_IN
                    from: ref('lives')
                    start: {node: Person, key: a}
                    end: {node: City, key: b}
                    key: n
                    properties: [n]
                    data_tests:
                %s""".formatted(nodeTests, reportTests, liveTests);
    }

    private static String cell(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static Stream<String> pairs(List<int[]> links) {
        return links.stream().map(link -> link[0] + "," + link[1] + "," + link[2]);
    }

    private static String csv(String header, Stream<String> lines) {
        return Stream.concat(Stream.of(header), lines).reduce("", (text, line) -> text + line + "\n");
    }

    private static Map<String, Long> failures(Path project) throws IOException {
        Map<String, Long> failures = new LinkedHashMap<>();
        JsonNode results = new ObjectMapper()
                .readTree(project.resolve("target/run_results.json").toFile())
                .get("results");
        for (JsonNode result : results) {
            String id = result.get("unique_id").asText();
            if (id.startsWith("test.")) {
                failures.put(
                        id.substring("test.forms.".length()),
                        result.get("failures").asLong());
            }
        }
        return new TreeMap<>(failures);
    }
}
