package io.graphc.cli.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.cli.source.SourceDraft.ColumnDraft;
import io.graphc.cli.source.SourceDraft.TableDraft;
import io.graphc.cli.source.SourcesFile.Extended;
import io.graphc.diagnostic.GraphcException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesFileTest {
    private static final List<SourceDraft> DRAFTS = List.of(source("one"), source("two"), source("three"));

    private static SourceDraft source(String name) {
        return new SourceDraft(
                name,
                Optional.of("lake_" + name),
                IntStream.range(0, 3).mapToObj(number -> table("t" + number)).toList());
    }

    private static TableDraft table(String name) {
        return new TableDraft(
                name,
                Optional.of("What \"it\" is: {{ no template }}\n"),
                Optional.empty(),
                List.of(column("a", "bigint"), column("on", "map(varchar, row(\"x-y\" integer))"), column("c", "")));
    }

    private static ColumnDraft column(String name, String type) {
        return new ColumnDraft(
                name,
                Optional.of(type).filter(text -> !text.isEmpty()),
                Optional.empty(),
                type.isEmpty() ? Optional.of("no type: # of\nHive") : Optional.empty());
    }

    /** A file as people write them, in one of many layouts. */
    private static String file(Random random) {
        List<String> lines = new ArrayList<>();
        if (random.nextBoolean()) {
            lines.add("version: 2   # dbt's");
        }
        noise(random, lines, "");
        lines.add("sources:");
        String dash = " ".repeat(random.nextInt(3) * 2);
        int sources = 1 + random.nextInt(2);
        for (int source = 0; source < sources; source++) {
            noise(random, lines, dash);
            lines.add(dash + "- name: " + (random.nextBoolean() ? "one" : "\"two\"") + (source == 1 ? "x" : ""));
            String key = dash + "  ";
            if (random.nextBoolean()) {
                lines.add(key + "description: |");
                lines.add(key + "  some - text");
                lines.add("");
                lines.add(key + "  more: text");
            }
            if (random.nextInt(5) > 0) {
                lines.add(key + "tables:");
                tables(random, lines, key + " ".repeat(random.nextInt(3)));
            }
        }
        noise(random, lines, "");
        if (random.nextBoolean()) {
            lines.add("models: [{name: m}]");
        }
        String text = String.join("\n", lines) + (random.nextBoolean() ? "\n" : "");
        return random.nextInt(4) == 0 ? text.replace("\n", "\r\n") : text;
    }

    private static void tables(Random random, List<String> lines, String dash) {
        for (int table = 0; table < 1 + random.nextInt(3); table++) {
            lines.add(dash + "-   name: t" + table + (random.nextBoolean() ? "  # kept" : ""));
            String key = dash + "    ";
            switch (random.nextInt(5)) {
                case 0 -> lines.add(key + "columns: [{name: a, data_type: varchar}, {name: on}, {name: c}]");
                case 1 -> {
                    lines.add(key + "columns:");
                    noise(random, lines, key);
                    lines.add(key + "- name: A");
                    lines.add(key + "  data_tests:");
                    lines.add(key + "  - not_null");
                }
                case 2 -> {
                    lines.add(key + "columns:");
                    lines.add(key + "  - {name: a, data_type: varchar}");
                }
                case 3 -> {
                    lines.add(key + "description: >-");
                    lines.add(key + "   folded");
                    lines.add(key + "   text");
                }
                default -> noise(random, lines, key);
            }
        }
    }

    private static void noise(Random random, List<String> lines, String indent) {
        switch (random.nextInt(4)) {
            case 0 -> lines.add(indent + "# - name: a comment");
            case 1 -> lines.add("");
            default -> {}
        }
    }

    @Test
    void keepsEveryLineAndAddsOnlyOnce() {
        int extended = 0;
        for (int seed = 0; seed < 600; seed++) {
            String text = file(new Random(seed));
            Extended once;
            try {
                once = SourcesFile.extend("models/sources.yml", text, DRAFTS);
            } catch (GraphcException refused) {
                assertThat(refused.diagnostic().code().id()).isEqualTo("GC7055");
                continue;
            }
            extended++;
            List<String> after = once.text().lines().toList();
            int at = 0;
            for (String line : text.lines().toList()) {
                int found = after.subList(at, after.size()).indexOf(line);
                assertThat(found)
                        .as("line `%s` of seed %s in%n%s", line, seed, once.text())
                        .isNotNegative();
                at += found + 1;
            }
            assertThat(once.additions()).isPositive();
            assertThat(once.text().contains("\r\n")).isEqualTo(text.contains("\r\n"));
            Extended twice = SourcesFile.extend("models/sources.yml", once.text(), DRAFTS);
            assertThat(twice.additions()).as("seed %s:%n%s", seed, once.text()).isZero();
            assertThat(twice.text()).isEqualTo(once.text());
        }
        assertThat(extended).as("most files can be added to").isGreaterThan(400);
    }

    @Test
    void leavesTheEndOfEachLineAsItIs() {
        String text = "version: 2\r\nmodels:\n  - name: m\r\n";
        Extended extended = SourcesFile.extend("models/sources.yml", text, DRAFTS);
        assertThat(extended.text()).startsWith(text);
        assertThat(extended.text().substring(text.length()).replace("\r\n", ""))
                .isNotEmpty()
                .doesNotContain("\n");
    }

    @Test
    void addsTheKeyToAFileThatHasOtherThings() {
        String text = "models:\n  - name: m\n";

        assertThat(SourcesFile.extend("a.yml", text, List.of(source("one"))).text())
                .startsWith(text + "\nsources:\n  - name: one\n");
        assertThat(SourcesFile.extend("a.yml", "", List.of(source("one"))).text())
                .contains("sources:\n  - name: one\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sources: []",
                "sources: [{name: one}]",
                "sources: {name: one}",
                "- a list",
                "sources:\n  - {name: one, tables: [{name: x}]}",
                "sources:\n  - name: one\n    tables: [{name: x}]",
                "sources:\n - name: 'open"
            })
    void refusesWhatLinesCannotBePutInto(String text) {
        assertThatThrownBy(() -> SourcesFile.extend("a.yml", text, List.of(source("one"))))
                .isInstanceOf(GraphcException.class)
                .hasMessageContaining("GC7055");
    }
}
