package io.graphc.runtime.benchmark;

import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.CompileOptions;
import io.graphc.compiler.GraphCompiler;
import io.graphc.plan.UnitTest;
import io.graphc.runtime.unittest.UnitTests;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Compiles and runs unit tests of models that join and group, for Athena: how long all take, and each after the first. */
public final class UnitTestBenchmark {
    private static final PrintStream OUT = System.out;
    private static final String SOURCES = """
            version: 2
            sources:
              - name: raw
                tables:
                  - name: users
                    columns:
                      - {name: user_id, data_type: bigint}
                      - {name: name, data_type: varchar}
                      - {name: joined, data_type: timestamp}
                  - name: visits
                    columns:
                      - {name: user_id, data_type: bigint}
                      - {name: seconds, data_type: "decimal(10,2)"}
                      - {name: at, data_type: timestamp}
            """;

    private UnitTestBenchmark() {}

    /** @param arguments an empty folder, and the number of unit tests */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        lay(folder, count);
        long start = System.nanoTime();
        CompilationResult compiled = new GraphCompiler()
                .compile(CompileOptions.of(folder, Instant.parse("2026-03-01T10:00:00Z"))
                        .withThreads(Runtime.getRuntime().availableProcessors()));
        if (compiled.hasErrors()) {
            throw new IllegalStateException(compiled.diagnostics().toString());
        }
        List<UnitTest> tests = compiled.projects().get(0).unitTests();
        OUT.printf(
                Locale.ROOT,
                "compiled %d models with %d unit tests in %.2f s, %.2f s of the processor%n",
                count,
                tests.size(),
                since(start),
                processor());
        run(folder, tests);
    }

    private static void run(Path folder, List<UnitTest> tests) {
        double[] each = new double[tests.size()];
        long start = System.nanoTime();
        double before = processor();
        try (UnitTests runs = new UnitTests(folder)) {
            for (int i = 0; i < each.length; i++) {
                long one = System.nanoTime();
                if (runs.run(tests.get(i), Optional.empty(), "").finding().failures() != 0) {
                    throw new IllegalStateException(tests.get(i).id());
                }
                each[i] = since(one) * 1e3;
            }
        }
        double all = since(start);
        OUT.printf(
                Locale.ROOT,
                "ran %d unit tests on one thread in %.2f s, %.2f s of the processor, the first with DuckDB's start in %.0f ms%n",
                each.length,
                all,
                processor() - before,
                each[0]);
        double[] others = Arrays.copyOfRange(each, 1, each.length);
        Arrays.sort(others);
        OUT.printf(
                Locale.ROOT,
                "each after it: median %.1f ms, 99 %% within %.1f ms, longest %.1f ms%n",
                others[others.length / 2],
                others[others.length * 99 / 100],
                others[others.length - 1]);
    }

    /** Seconds that the whole process had of the processor, its own compiler and collector among them. */
    private static double processor() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void lay(Path folder, int count) throws IOException {
        write(folder, "graphc_project.yml", "name: bench\nprofile: bench\n");
        write(folder, "profiles.yml", """
                bench:
                  target: dev
                  outputs:
                    dev: {type: athena, region_name: eu-west-1, s3_staging_dir: "s3://b/", schema: a, database: awsdatacatalog}
                  graph_outputs:
                    csv: {type: neptune_csv, path: target/graph}
                """);
        write(folder, "models/sources.yml", SOURCES);
        StringBuilder tests = new StringBuilder("unit_tests:\n");
        for (int i = 0; i < count; i++) {
            write(folder, "models/model_" + i + ".sql", model(i));
            tests.append(test(i));
        }
        write(folder, "models/unit_tests.yml", tests.toString());
    }

    private static String model(int i) {
        return """
                with spent as (
                    select user_id, sum(seconds) as seconds, max(at) as last_at, count(*) as visits
                    from {{ source('raw', 'visits') }}
                    where seconds > %d
                    group by user_id
                )
                select u.user_id, upper(trim(u.name)) as name, coalesce(s.seconds, 0) as seconds, coalesce(s.visits, 0) as visits,
                    date_diff('day', u.joined, s.last_at) as days,
                    row_number() over (order by s.seconds desc nulls last, u.user_id) as place
                from {{ source('raw', 'users') }} u
                left join spent s on s.user_id = u.user_id
                """.formatted(i);
    }

    private static String test(int i) {
        return """
                  - name: counts_visits
                    model: model_%1$d
                    given:
                      - input: source('raw', 'users')
                        rows:
                          - {user_id: 1, name: " Ann", joined: 2026-01-01}
                          - {user_id: 2, name: Bob, joined: 2026-01-02}
                      - input: source('raw', 'visits')
                        rows:
                          - {user_id: 1, seconds: %2$d, at: 2026-01-03}
                          - {user_id: 1, seconds: %1$d, at: 2026-01-04}
                    expect:
                      rows:
                        - {user_id: 1, name: ANN, seconds: %2$d, visits: 1, days: 2, place: 1}
                        - {user_id: 2, name: BOB, seconds: 0, visits: 0, days: null, place: 2}
                """.formatted(i, i + 1);
    }

    private static void write(Path folder, String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
