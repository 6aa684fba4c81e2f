package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code compile} loads: it talks to no engine and no graph, so none of their libraries may slow its start. */
final class CompileClassesTest {
    private static final Pattern ENGINES_AND_GRAPHS = Pattern.compile(
            "(org\\.duckdb|org\\.neo4j|io\\.netty|reactor|software\\.amazon|com\\.amazonaws|org\\.apache\\.tinkerpop"
                    + "|io\\.graphc\\.runtime\\.(emit|engine\\.duckdb))\\..*");

    @Test
    void compileLoadsNoClassOfAnEngineOrGraph(@TempDir Path folder) throws IOException, InterruptedException {
        TempProject project = Examples.learning(folder);
        // To read statements in Gremlin is worth TinkerPop's grammar.
        Files.delete(project.root().resolve("tests/every_enrolment_stays_with_its_customer.gremlin"));
        Path log = folder.resolve("classes.log");
        Path output = folder.resolve("output.txt");
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + log + ":none",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Graphc.class.getName(),
                        "compile",
                        "--project-dir",
                        project.root().toString()))
                .directory(new File(folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(child.waitFor()).as(Files.readString(output)).isZero();
        List<String> loaded = Files.readAllLines(log).stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
        assertThat(loaded)
                .as("the log names the classes")
                .contains("io.graphc.compiler.GraphCompiler", "org.apache.calcite.sql.validate.SqlValidatorImpl");
        assertThat(loaded).noneMatch(name -> ENGINES_AND_GRAPHS.matcher(name).matches());
    }
}
