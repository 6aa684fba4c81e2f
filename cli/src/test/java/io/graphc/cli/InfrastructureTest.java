package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.graphc.cli.Infrastructure.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The CloudFormation template and the Terraform module of {@code docs/aws}: alike, narrow, explained, and valid. */
class InfrastructureTest {
    private static final Path ROOT = Path.of(System.getProperty("graphc.root"));
    private static final Path AWS = ROOT.resolve("docs/aws");

    @Test
    void bothNameTheSameActionsInTheSameStatements() throws IOException {
        Infrastructure infrastructure = Infrastructure.in(AWS);
        Map<String, Statement> template = infrastructure.statementsOfTemplate();
        Map<String, Statement> module = infrastructure.statementsOfModule();
        assertThat(template).hasSizeGreaterThan(20);
        assertThat(module.keySet()).isEqualTo(template.keySet());
        template.forEach((sid, statement) -> {
            assertThat(module.get(sid).effect()).as(sid).isEqualTo(statement.effect());
            assertThat(module.get(sid).actions()).as(sid).isEqualTo(statement.actions());
        });
    }

    @Test
    void bothTakeTheSameParametersAndGiveTheSameOutputs() throws IOException {
        Infrastructure infrastructure = Infrastructure.in(AWS);
        assertThat(infrastructure.parametersOfTemplate()).isNotEmpty();
        assertThat(infrastructure.variablesOfModule()).isEqualTo(infrastructure.parametersOfTemplate());
        assertThat(infrastructure.outputsOfModule()).isEqualTo(infrastructure.outputsOfTemplate());
        assertThat(infrastructure.profilesOfModule())
                .isEqualTo(infrastructure.profilesOfTemplate())
                .contains("type: athena", "type: neptune");
    }

    @Test
    void whatIsAllowedIsNeverAStar() throws IOException {
        Infrastructure infrastructure = Infrastructure.in(AWS);
        for (Map<String, Statement> statements :
                List.of(infrastructure.statementsOfTemplate(), infrastructure.statementsOfModule())) {
            statements.forEach((sid, statement) -> {
                assertThat(statement.actions()).as(sid).isNotEmpty();
                if (statement.effect().equals("Allow")) {
                    assertThat(statement.actions()).as(sid).noneMatch(action -> action.contains("*"));
                    assertThat(statement.resources()).as(sid).doesNotContain("*");
                }
            });
        }
        assertThat(infrastructure.template()).doesNotContain("NotAction", "NotResource");
        assertThat(infrastructure.module()).doesNotContain("not_actions", "not_resources");
    }

    @Test
    void everyStatementHasItsReasonAboveIt() throws IOException {
        Infrastructure infrastructure = Infrastructure.in(AWS);
        assertThat(unexplained(infrastructure.template(), "- Sid: ", 0)).isEmpty();
        assertThat(unexplained(infrastructure.module(), "sid ", 1)).isEmpty();
    }

    @Test
    void theGuideNamesEveryAction() throws IOException {
        String guide = Files.readString(ROOT.resolve("docs/aws.md"), StandardCharsets.UTF_8);
        List<String> actions = Infrastructure.in(AWS).statementsOfTemplate().values().stream()
                .filter(statement -> statement.effect().equals("Allow"))
                .flatMap(statement -> statement.actions().stream())
                .distinct()
                .toList();
        assertThat(actions).hasSizeGreaterThan(30).allMatch(action -> guide.contains("`" + action + "`"));
    }

    @Test
    void cloudFormationsCheckerFindsNothing() {
        assumeTrue(Output.of(ROOT, "cfn-lint", "--version").works(), "cfn-lint is not on this machine");
        Output checked = Output.of(
                ROOT,
                "cfn-lint",
                "--non-zero-exit-code",
                "informational",
                AWS.resolve("cloudformation/graphc.yaml").toString());
        assertThat(checked.exit()).as(checked.text()).isZero();
    }

    @Test
    void terraformsCheckersFindNothing(@TempDir Path folder) throws IOException {
        assumeTrue(Output.of(folder, "terraform", "-version").works(), "terraform is not on this machine");
        for (Path file : list(AWS.resolve("terraform"))) {
            Files.copy(file, folder.resolve(file.getFileName()));
        }
        Output written = Output.of(folder, "terraform", "fmt", "-check", "-diff");
        assertThat(written.exit()).as(written.text()).isZero();
        Optional<Path> providers = providers();
        assumeTrue(providers.isPresent(), "there are no copies of Terraform's provider for AWS on this machine");
        Output prepared = Output.of(
                folder,
                "terraform",
                "init",
                "-backend=false",
                "-input=false",
                "-plugin-dir=" + providers.orElseThrow());
        assertThat(prepared.exit()).as(prepared.text()).isZero();
        Output checked = Output.of(folder, "terraform", "validate", "-no-color");
        assertThat(checked.exit()).as(checked.text()).isZero();
        deleteLinks(folder);
    }

    /** Terraform links to the copies of the provider; JUnit warns of links when it cleans up. */
    private static void deleteLinks(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    /** Places where the line above, or the one that opens the block, is no comment. */
    private static List<String> unexplained(String text, String start, int opening) {
        List<String> lines = text.lines().toList();
        List<String> offences = new ArrayList<>();
        int statements = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().startsWith(start)) {
                statements++;
                if (!lines.get(i - 1 - opening).strip().startsWith("#")) {
                    offences.add(lines.get(i).strip());
                }
            }
        }
        assertThat(statements).isGreaterThan(20);
        return offences;
    }

    /** Where Terraform finds providers without a network: its own folders, and those that somebody put below /opt. */
    private static Optional<Path> providers() throws IOException {
        Path home = Path.of(System.getProperty("user.home"));
        List<Path> folders = new ArrayList<>(List.of(
                home.resolve(".terraform.d/plugins"),
                home.resolve(".local/share/terraform/plugins"),
                Path.of("/usr/local/share/terraform/plugins"),
                Path.of("/usr/share/terraform/plugins")));
        folders.addAll(list(Path.of("/opt")));
        for (Path folder : folders) {
            Path versions = folder.resolve("registry.terraform.io/hashicorp/aws");
            if (list(versions).stream()
                    .anyMatch(version -> version.getFileName().toString().startsWith("5."))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }

    /** What a program said; without an exit code where it could not be started. */
    private record Output(int exit, String text) {
        static Output of(Path folder, String... command) {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            // Nothing is asked of the network, and no settings of the machine take part.
            builder.environment().put("CHECKPOINT_DISABLE", "1");
            builder.environment().put("TF_CLI_CONFIG_FILE", "/dev/null");
            try {
                Process process = builder.start();
                process.getOutputStream().close();
                String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return new Output(process.waitFor(), text);
            } catch (IOException e) {
                return new Output(-1, String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UncheckedIOException(new IOException("interrupted", e));
            }
        }

        boolean works() {
            return exit == 0;
        }
    }
}
