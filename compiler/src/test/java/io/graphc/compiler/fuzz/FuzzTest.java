package io.graphc.compiler.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.CompileOptions;
import io.graphc.compiler.GraphCompiler;
import io.graphc.compiler.sql.SqlDialect;
import io.graphc.compiler.sql.SqlFixture;
import io.graphc.compiler.sql.TestTables;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.render.Style;
import io.graphc.diagnostic.render.TextRenderer;
import io.graphc.testkit.GoldenFile;
import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files give diagnostics: never a defect of our own, never a hang. {@code -Dgraphc.fuzz=N} tries N inputs of each
 * kind instead of a few, {@code -Dgraphc.fuzz.seed=S} other ones.
 */
class FuzzTest {
    private static final Instant AS_OF = Instant.parse("2026-03-01T10:00:00Z");
    private static final int FEW = 250;
    /** How many files of one project are damaged at once. */
    private static final int MOST_FILES = 7;

    private static final int INPUTS = Integer.getInteger("graphc.fuzz", FEW);
    private static final long SEED = Long.getLong("graphc.fuzz.seed", 1);
    /** Far beyond what any input may take, also on a busy machine. */
    private static final int HANG_SECONDS = 120;

    private static final TestTables TABLES = TestTables.none()
            .with("orders", "id bigint, customer_id bigint, amount decimal(10,2), at timestamp(3), tags array(varchar)")
            .with("customers", "id bigint, name varchar, born date, details row(city varchar, zip integer)")
            .with("lineitem", "orderkey bigint, partkey bigint, quantity double, shipdate date, comment varchar(44)");

    @TempDir
    Path temporary;

    @Test
    void damagedSqlGivesDiagnostics() throws Exception {
        List<String> statements = statements();
        Random random = new Random(SEED);
        Mutator mutator = new Mutator(random);
        try (Watch watch = new Watch()) {
            for (int i = 0; i < INPUTS; i++) {
                String sql = mutator.mutate(pick(statements, random), pick(statements, random));
                SqlDialect dialect = random.nextBoolean() ? SqlDialect.DUCKDB : SqlDialect.TRINO;
                // The fixture reads carets as marks.
                SqlFixture fixture =
                        SqlFixture.sql(TABLES, sql.replace('^', '#')).given(request -> request.withDialect(dialect));
                watch.check(sql, () -> fixture.analyze().diagnostics());
            }
        }
    }

    /**
     * Several files of a project are damaged at once, most of them looked at in spite of the others; the project file, without
     * which nothing else is read, only alone.
     */
    @Test
    void damagedProjectsGiveDiagnostics() throws Exception {
        Random random = new Random(SEED);
        Mutator mutator = new Mutator(random);
        List<Path> projects = projects();
        GraphCompiler compiler = new GraphCompiler();
        try (Watch watch = new Watch()) {
            int inputs = 0;
            while (inputs < INPUTS) {
                Path project = projects.get(random.nextInt(projects.size()));
                Map<Path, String> sound = chosen(project, random);
                StringBuilder told = new StringBuilder();
                for (Map.Entry<Path, String> file : sound.entrySet()) {
                    String other = Files.readString(pick(files(project), random), StandardCharsets.UTF_8);
                    String damaged = mutator.mutate(file.getValue(), other);
                    Files.write(file.getKey(), damaged.getBytes(StandardCharsets.UTF_8));
                    told.append(temporary.relativize(file.getKey()))
                            .append('\n')
                            .append(damaged)
                            .append('\n');
                }
                watch.check(told.toString(), () -> compile(compiler, project));
                for (Map.Entry<Path, String> file : sound.entrySet()) {
                    Files.writeString(file.getKey(), file.getValue(), StandardCharsets.UTF_8);
                }
                inputs += sound.size();
            }
        }
    }

    /** The files to damage, with their text. */
    private static Map<Path, String> chosen(Path project, Random random) throws IOException {
        List<Path> files = files(project);
        Map<Path, String> chosen = new TreeMap<>();
        int count = 1 + random.nextInt(MOST_FILES);
        for (int i = 0; i < count; i++) {
            Path file = pick(files, random);
            if (!file.getParent().equals(project) || chosen.isEmpty()) {
                chosen.put(file, Files.readString(file, StandardCharsets.UTF_8));
            }
            if (file.getParent().equals(project)) {
                break;
            }
        }
        return chosen;
    }

    private static List<Diagnostic> compile(GraphCompiler compiler, Path project) {
        CompilationResult result =
                compiler.compile(CompileOptions.of(project, AS_OF).withThreads(1));
        return result.diagnostics();
    }

    private static void checkSound(String input, List<Diagnostic> diagnostics) {
        TextRenderer renderer = new TextRenderer(Style.PLAIN);
        for (Diagnostic diagnostic : diagnostics) {
            String rendered = renderer.render(diagnostic);
            assertThat(diagnostic.code())
                    .as("%s%n%s", input, rendered)
                    .isNotIn(DiagnosticCode.INTERNAL_ERROR, DiagnosticCode.ANALYSIS_DEFECT);
        }
    }

    private static <T> T pick(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static List<String> statements() throws IOException {
        List<String> statements = new ArrayList<>();
        for (String file : List.of("sql/accepted.sql", "sql/rejected.sql", "sql/tpch.sql")) {
            String text = Files.readString(GoldenFile.resource(file), StandardCharsets.UTF_8);
            Stream.of(text.split(";\\s*\n")).filter(one -> !one.isBlank()).forEach(statements::add);
        }
        assertThat(statements.size()).isGreaterThan(50);
        return statements;
    }

    /** Copies of the sound projects among the cases, in the temporary folder. */
    private List<Path> projects() throws IOException {
        List<Path> projects = new ArrayList<>();
        List<Path> cases;
        try (Stream<Path> found = Files.list(GoldenFile.resource("cases/plan"))) {
            cases = found.sorted().toList();
        }
        for (Path sound : cases) {
            Path copy = temporary.resolve(sound.getFileName().toString());
            TempProject.copyOf(GoldenFile.resource("cases/base"), copy);
            TempProject over = TempProject.in(copy);
            Path laid = sound.resolve("project");
            for (Path file : files(laid)) {
                over.write(laid.relativize(file).toString(), Files.readString(file, StandardCharsets.UTF_8));
            }
            projects.add(copy);
        }
        return projects;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Runs inputs on a thread of its own, so that one that never ends is told. */
    private static final class Watch implements AutoCloseable {
        private final Map<String, AssertionError> failures = new TreeMap<>();
        private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
            Thread daemon = new Thread(work, "fuzz");
            daemon.setDaemon(true);
            return daemon;
        });

        void check(String input, Supplier<List<Diagnostic>> work) throws InterruptedException {
            Future<?> result = thread.submit(() -> checkSound(input, work.get()));
            try {
                result.get(HANG_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new AssertionError(input, e);
            } catch (ExecutionException e) {
                failures.putIfAbsent(place(e.getCause()), new AssertionError(input, e.getCause()));
            }
        }

        /** Failures of one cause are told once. */
        private static String place(Throwable failure) {
            return failure.getClass().getName()
                    + Stream.of(failure.getStackTrace())
                            .filter(frame -> frame.getClassName().startsWith("io.graphc")
                                    && !frame.getClassName().contains("fuzz"))
                            .map(StackTraceElement::toString)
                            .findFirst()
                            .orElse("");
        }

        @Override
        public void close() {
            thread.shutdownNow();
            assertAll(failures.values().stream().map(failure -> () -> {
                throw failure;
            }));
        }
    }
}
