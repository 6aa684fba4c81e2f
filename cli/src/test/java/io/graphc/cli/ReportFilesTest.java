package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.testkit.GoldenFile;
import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The reports that build servers, code scanning and pull requests read. */
class ReportFilesTest {
    private static final Path SARIF = GoldenFile.resource("schemas/sarif-2.1.0-part.schema.json");
    private static final Path JUNIT = GoldenFile.resource("schemas/junit.xsd");
    private static final Pattern CHANGING = Pattern.compile("(?<=(?:time|timestamp)=\")[^\"]*");
    private static final String[] ALL = {
        "--report",
        "junit=out/junit.xml",
        "--report",
        "sarif=out/all.sarif",
        "--report",
        "markdown=out/summary.md",
        "--report",
        "github"
    };

    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void makeProject() {
        assertThat(CommandRun.in(folder).call("init", "people").exit()).isZero();
        project = TempProject.in(folder.resolve("people"));
    }

    private CommandRun call(String command) {
        return CommandRun.in(project.root()).call(with(command));
    }

    private static String[] with(String command) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of(ALL));
        return words.toArray(String[]::new);
    }

    private String checkedJunit() throws IOException, SAXException, ParserConfigurationException {
        String xml = Files.readString(project.root().resolve("out/junit.xml"));
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(JUNIT.toFile())
                .newValidator()
                .validate(new StreamSource(new StringReader(xml)));
        NodeList suites = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getElementsByTagName("testsuite");
        for (int i = 0; i < suites.getLength(); i++) {
            Element suite = (Element) suites.item(i);
            assertThat(suite.getElementsByTagName("testcase").getLength())
                    .isEqualTo(Integer.parseInt(suite.getAttribute("tests")));
            assertThat(suite.getElementsByTagName("failure").getLength())
                    .isEqualTo(Integer.parseInt(suite.getAttribute("failures")));
            assertThat(suite.getElementsByTagName("error").getLength())
                    .isEqualTo(Integer.parseInt(suite.getAttribute("errors")));
        }
        return CHANGING.matcher(xml).replaceAll("");
    }

    private String checkedSarif() throws IOException {
        String text = Files.readString(project.root().resolve("out/all.sarif"));
        JsonNode json = new ObjectMapper().readTree(text);
        ArtifactSchemasTest.check("SARIF", json, SARIF);
        JsonNode run = json.path("runs").path(0);
        for (JsonNode result : run.path("results")) {
            assertThat(run.path("tool")
                            .path("driver")
                            .path("rules")
                            .path(result.path("ruleIndex").asInt())
                            .path("id"))
                    .isEqualTo(result.path("ruleId"));
        }
        return text;
    }

    private String summary() throws IOException {
        return Files.readString(project.root().resolve("out/summary.md")).replaceAll("\\d+\\.\\d\\ds", "<time>");
    }

    private static String annotations(CommandRun run) {
        return String.join(
                        "\n",
                        run.err().lines().filter(line -> line.startsWith("::")).toList())
                + "\n";
    }

    private void checkAll(String name, CommandRun run) throws Exception {
        String all = "--- junit\n" + checkedJunit() + "--- sarif\n" + withoutPages(checkedSarif()) + "--- summary\n"
                + summary() + "--- annotations\n" + annotations(run);
        GoldenFile.check(GoldenFile.resource("terminal/reports/" + name + ".txt"), all);
    }

    /** The pages are golden elsewhere. */
    private static String withoutPages(String sarif) {
        return sarif.replaceAll("(\"markdown\": )\"# (GC\\d{4}).*\"", "$1\"the page of $2\"");
    }

    @Test
    void aRunWithoutProblems() throws Exception {
        CommandRun run = call("build");

        assertThat(run.exit()).as(run.transcript()).isZero();
        checkAll("success", run);
    }

    @Test
    void aTestThatFails() throws Exception {
        project.edit("data/people.csv", "2023-05-17", "2999-05-17");
        CommandRun run = call("build");

        assertThat(run.exit()).as(run.transcript()).isEqualTo(1);
        checkAll("failed-test", run);
    }

    @Test
    void aProjectThatDoesNotCompile() throws Exception {
        project.edit("models/people.sql", "full_name", "ful_name");
        CommandRun run = call("build");
        assertThat(run.exit()).as(run.transcript()).isEqualTo(1);
        checkAll("compile-error", run);

        CommandRun compiled = call("compile");
        assertThat(annotations(compiled)).isEqualTo(annotations(run));
        assertThat(checkedSarif()).contains("GC4002");
    }

    @Test
    void aWrongSelectionIsReportedAsWell() throws Exception {
        CommandRun run =
                CommandRun.in(project.root()).call("test", "--select", "peple", "--report", "junit=out/junit.xml");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(checkedJunit()).contains("GC2012");
    }

    @Test
    void workflowsAreAnnotatedWithoutAsking() throws IOException {
        project.edit("models/people.sql", "full_name", "ful_name");
        Path step = folder.resolve("step.md");
        CommandRun run = CommandRun.in(project.root())
                .with("GITHUB_ACTIONS", "true")
                .with("GITHUB_WORKSPACE", folder.toString())
                .with("GITHUB_STEP_SUMMARY", step.toString())
                .call("compile", "--report", "markdown");

        assertThat(annotations(run)).startsWith("::error file=people/models/people.sql,line=");
        assertThat(step).content().startsWith("## graphc compile of people: failed\n");
    }

    @Test
    void namesOfReportsAreChecked() {
        assertThat(CommandRun.in(project.root())
                        .call("build", "--report", "junt=x.xml")
                        .err())
                .startsWith("--report junt=x.xml: did you mean `junit`?");
        assertThat(CommandRun.in(project.root())
                        .call("build", "--report", "github=x")
                        .err())
                .startsWith("--report github=x: github is printed and takes no file");
        CommandRun refused = CommandRun.in(project.root()).call("compile", "--report", "junit=data/people.csv/x.xml");
        assertThat(refused.err()).contains("error[GC8005]: the report `data/people.csv/x.xml` cannot be written");
        assertThat(refused.exit()).isEqualTo(3);
    }

    @Test
    void aLogInJsonIsNotAnnotatedUnasked() throws IOException {
        project.edit("models/people.sql", "full_name", "ful_name");
        CommandRun run =
                CommandRun.in(project.root()).with("GITHUB_ACTIONS", "true").call("compile", "--log-format", "json");
        assertThat(run.err().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("{"));
        assertThat(run.out()).doesNotContain("::error");

        CommandRun asked = CommandRun.in(project.root()).call("compile", "--log-format", "json", "--report", "github");
        assertThat(asked.err().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("{"));
        assertThat(asked.out()).startsWith("::error file=models/people.sql,line=");
    }

    @Test
    void placesOnTheCommandLineAreNoFiles() throws IOException {
        CommandRun run = CommandRun.in(project.root())
                .call("test", "--select", "peple", "--report", "github", "--report", "sarif=out/all.sarif");

        assertThat(annotations(run)).startsWith("::error title=GC2012 ");
        assertThat(checkedSarif()).contains("GC2012").doesNotContain("artifactLocation");
    }

    @Test
    void whatBrokeOffTheWorkIsToldAlsoWhenAReportCannotBeWritten() {
        String[] call = {
            "build", "--select", "state:modified", "--state", "nowhere", "--report", "junit=data/people.csv/x.xml"
        };
        CommandRun broken = CommandRun.in(project.root()).call(Arrays.copyOf(call, 5));
        String first = broken.err()
                .lines()
                .filter(line -> line.startsWith("error["))
                .findFirst()
                .orElseThrow();

        CommandRun run = CommandRun.in(project.root()).call(call);

        assertThat(run.err()).contains(first, "error[GC8005]: the report `data/people.csv/x.xml` cannot be written");
        assertThat(run.exit()).isEqualTo(broken.exit());
    }
}
