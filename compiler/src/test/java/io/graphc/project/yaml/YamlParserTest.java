package io.graphc.project.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class YamlParserTest {
    private final DiagnosticBag bag = new DiagnosticBag();

    private YamlNode parse(String text) {
        return YamlParser.parse(new SourceFile("a.yml", text), bag).orElseThrow();
    }

    private YamlMapping map(String text) {
        return (YamlMapping) parse(text);
    }

    private YamlScalar scalar(String text) {
        return (YamlScalar) map(text).get("key").orElseThrow();
    }

    private static String range(SourceSpan span) {
        return span.startLine() + ":" + span.startColumn() + "-" + span.endLine() + ":" + span.endColumn();
    }

    /** What the file holds at the place of a part of the text. */
    private static String writtenAt(YamlScalar scalar, String part) {
        int at = scalar.text().indexOf(part);
        assertThat(at).as(part).isNotNegative();
        SourceSpan span = scalar.content().spanOf(at, at + part.length());
        return span.startLine() + ":" + span.startColumn() + " " + span.text();
    }

    @Test
    void marksPlainAndQuotedValues() {
        assertThat(range(scalar("key: some words # remark\n").span())).isEqualTo("1:6-1:16");
        assertThat(range(scalar("key: 'some words'\n").span())).isEqualTo("1:6-1:18");
        assertThat(range(scalar("# é 😀\nkey: \"x\"\n").span())).isEqualTo("2:6-2:9");
        assertThat(range(scalar("{😀: 1, key: xyz}").span())).isEqualTo("1:14-1:17");
    }

    @Test
    void marksKeysMapsAndLists() {
        YamlMapping map = map("a:\n  b: 1\n  c:\n    - x\n    - y\n\n# remark\nd: {e: 1}\n");
        YamlEntry first = map.entry("a").orElseThrow();
        assertThat(range(first.key().span())).isEqualTo("1:1-1:2");
        assertThat(range(first.value().span())).isEqualTo("2:3-5:8");
        assertThat(range(((YamlMapping) first.value()).get("c").orElseThrow().span()))
                .isEqualTo("4:5-5:8");
        assertThat(range(map.get("d").orElseThrow().span())).isEqualTo("8:4-8:10");
        assertThat(range(map.span())).isEqualTo("1:1-8:10");
    }

    @Test
    void mapsLiteralBlocksToTheirLines() {
        YamlScalar sql = scalar("key: |\n    select a,\n\n      b\n    from t\nother: 1\n");
        assertThat(sql.text()).isEqualTo("select a,\n\n  b\nfrom t\n");
        assertThat(writtenAt(sql, "select")).isEqualTo("2:5 select");
        assertThat(writtenAt(sql, "b")).isEqualTo("4:7 b");
        assertThat(writtenAt(sql, "from t")).isEqualTo("5:5 from t");
        assertThat(range(sql.span())).isEqualTo("2:5-5:11");
    }

    @Test
    void mapsBlocksWithIndicators() {
        YamlScalar indented = scalar("key: |2-\n    two more\n  none\n");
        assertThat(indented.text()).isEqualTo("  two more\nnone");
        assertThat(writtenAt(indented, "two more")).isEqualTo("2:5 two more");
        assertThat(writtenAt(indented, "none")).isEqualTo("3:3 none");
        YamlScalar kept = scalar("key: |+\n  x\n\n\n");
        assertThat(kept.text()).isEqualTo("x\n\n\n");
        assertThat(writtenAt(kept, "x")).isEqualTo("2:3 x");
    }

    @Test
    void mapsFoldedBlocks() {
        YamlScalar folded = scalar("key: >\n  one\n  two\n\n  three\n    four\n  five\n");
        assertThat(folded.text()).isEqualTo("one two\nthree\n  four\nfive\n");
        assertThat(writtenAt(folded, "two")).isEqualTo("3:3 two");
        assertThat(writtenAt(folded, "three")).isEqualTo("5:3 three");
        assertThat(writtenAt(folded, "four")).isEqualTo("6:5 four");
        assertThat(writtenAt(folded, "five")).isEqualTo("7:3 five");
    }

    @Test
    void mapsTextOverSeveralLines() {
        YamlScalar plain = scalar("key: one two\n  three\n   four\n");
        assertThat(plain.text()).isEqualTo("one two three four");
        assertThat(writtenAt(plain, "four")).isEqualTo("3:4 four");
        YamlScalar quoted = scalar("key: 'one\n  two'\n");
        assertThat(quoted.text()).isEqualTo("one two");
        assertThat(writtenAt(quoted, "two")).isEqualTo("2:3 two");
    }

    @Test
    void mapsDoubledQuotesAndPlacesEscapesAsAWhole() {
        YamlScalar doubled = scalar("key: 'ref(''users'') x'\n");
        assertThat(doubled.text()).isEqualTo("ref('users') x");
        assertThat(writtenAt(doubled, "users")).isEqualTo("1:13 users");
        assertThat(writtenAt(doubled, "x")).isEqualTo("1:22 x");
        YamlScalar escaped = scalar("key: \"a\\tb\"\n");
        assertThat(escaped.text()).isEqualTo("a\tb");
        assertThat(writtenAt(escaped, "b")).isEqualTo("1:6 \"a\\tb\"");
    }

    @Test
    void readsScalarsByTheCoreSchema() {
        YamlSequence list =
                (YamlSequence) parse("[true, yes, on, 12, -3, 0x1F, 0o17, 1.5, 1e3, 2020-01-01, 12:30, ~, '1', 1_000]");
        assertThat(list.toValue())
                .isEqualTo(Arrays.asList(
                        true,
                        "yes",
                        "on",
                        12L,
                        -3L,
                        31L,
                        15L,
                        new BigDecimal("1.5"),
                        new BigDecimal("1e3"),
                        "2020-01-01",
                        "12:30",
                        null,
                        "1",
                        "1_000"));
        assertThat(((YamlScalar) parse("!!str 12")).toValue()).isEqualTo("12");
    }

    @Test
    void takesEveryKeyAsItsText() {
        YamlMapping map = map("{on: 1, yes: 2, null: 3, 4: 5, true: 6}");
        assertThat(map.entries().stream().map(YamlEntry::name)).containsExactly("on", "yes", "null", "4", "true");
        assertThat(bag.sorted()).isEmpty();
    }

    @Test
    void resolvesAliasesAndMergeKeys() {
        YamlMapping map = map("base: &base {a: 1, b: 2}\nkey:\n  <<: *base\n  b: 3\nsame: *base\n");
        assertThat(map.get("key").orElseThrow().toValue()).hasToString("{b=3, a=1}");
        assertThat(range(map.get("same").orElseThrow().span())).isEqualTo("1:13-1:25");
    }

    @Test
    void leavesAnchorsOutOfTheMarkedRange() {
        YamlScalar text = scalar("key: &name some text\n");
        assertThat(range(text.span())).isEqualTo("1:12-1:21");
        assertThat(writtenAt(text, "text")).isEqualTo("1:17 text");
        YamlScalar block = scalar("key: &name |\n  some text\n");
        assertThat(writtenAt(block, "text")).isEqualTo("2:8 text");
    }

    @Test
    void stopsAliasesThatExpandWithoutEnd() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 12; level++) {
            String alias = "*a" + (level - 1);
            laughs.append("a%d: &a%d [%s]\n"
                    .formatted(level, level, String.join(", ", List.of(alias, alias, alias, alias, alias, alias))));
        }
        assertThat(YamlParser.parse(new SourceFile("a.yml", laughs.toString()), bag))
                .isEmpty();
        assertThat(YamlParser.parse(new SourceFile("b.yml", "a: &a [*a]\n"), bag))
                .isEmpty();
        assertThat(bag.sorted())
                .extracting(diagnostic -> diagnostic.code())
                .containsExactly(DiagnosticCode.BAD_YAML, DiagnosticCode.BAD_YAML);
    }

    @Test
    void stopsAtTooManyLevels() {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        assertThat(YamlParser.parse(new SourceFile("a.yml", deep), bag)).isEmpty();
        assertThat(bag.firstError()).isPresent();
    }

    @Test
    void readsAnEmptyFileAsAnEmptyMap() {
        assertThat(map("").entries()).isEmpty();
        assertThat(map("# only a remark\n").entries()).isEmpty();
        assertThat(map("---\n").entries()).isEmpty();
        assertThat(bag.sorted()).isEmpty();
    }
}
