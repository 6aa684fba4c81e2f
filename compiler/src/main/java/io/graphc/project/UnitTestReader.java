package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.UnitTestSpec.Expected;
import io.graphc.project.UnitTestSpec.Format;
import io.graphc.project.UnitTestSpec.Given;
import io.graphc.project.UnitTestSpec.Kind;
import io.graphc.project.UnitTestSpec.Overrides;
import io.graphc.project.UnitTestSpec.Rows;
import io.graphc.project.yaml.MapReader;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.source.Located;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the unit tests of a project, which may stand beside models and beside mappings, and their fixtures. */
final class UnitTestReader {
    private final FixtureFiles fixtures;
    private final DiagnosticSink sink;
    private final UniqueNames names;
    private final ReferenceParser references;
    private final List<UnitTestSpec> tests = new ArrayList<>();

    UnitTestReader(FixtureFiles fixtures, DiagnosticSink sink) {
        this.fixtures = fixtures;
        this.sink = sink;
        this.names = UniqueNames.of(sink);
        this.references = new ReferenceParser("input", sink);
    }

    /** In the order of the files, in each as written. */
    List<UnitTestSpec> tests() {
        return tests;
    }

    /** Takes in the tests of a document that was checked. */
    void read(MapReader document) {
        document.maps("unit_tests").forEach(this::test);
    }

    private void test(YamlMapping item) {
        MapReader reader = MapReader.forgiving(item, UnitTestShapes.UNIT_TEST);
        Optional<Located<String>> name = reader.text("name");
        Optional<Kind> kind = kind(item, reader);
        if (name.isEmpty() || kind.isEmpty() || reader.entry("expect").isEmpty()) {
            return;
        }
        Located<String> subject = reader.text(kind.get().word()).orElseThrow();
        String label = subject.value() + "." + name.get().value();
        if (names.add("unit test", label, name.get().span())) {
            tests.add(new UnitTestSpec(
                    name.get(),
                    kind.get(),
                    subject,
                    reader.text("description"),
                    given(reader),
                    expected(reader, kind.get()),
                    overrides(reader),
                    config(reader)));
        }
    }

    /** What is tested, which must be one thing. */
    private Optional<Kind> kind(YamlMapping item, MapReader reader) {
        List<Kind> named = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (reader.text(kind.word()).isPresent()) {
                named.add(kind);
            }
        }
        if (named.isEmpty()) {
            Diagnostic.of(DiagnosticCode.MISSING_KEY, "a unit test does not say what it tests")
                    .at(item.top())
                    .help("name a model under `model`, or a mapping under `node` or `relationship`")
                    .report(sink);
            return Optional.empty();
        }
        if (named.size() > 1) {
            String first = named.get(0).word();
            String second = named.get(1).word();
            Diagnostic.of(
                            DiagnosticCode.VALUE_NOT_ALLOWED,
                            "a unit test has either `" + first + "` or `" + second + "`")
                    .at(item.entry(second).orElseThrow().key().span())
                    .label(item.entry(first).orElseThrow().key().span(), "its " + first + " is given here")
                    .help("write two unit tests")
                    .report(sink);
            return Optional.empty();
        }
        return Optional.of(named.get(0));
    }

    private List<Given> given(MapReader reader) {
        List<Given> given = new ArrayList<>();
        for (YamlMapping item : reader.maps("given")) {
            MapReader input = MapReader.of(item);
            input.mappedText("input").ifPresent(written -> {
                Rows rows = rows(input, item.top());
                if (written.value().text().strip().equals("this")) {
                    given.add(new Given(Optional.empty(), written.span(), rows));
                } else {
                    references
                            .parse(written)
                            .ifPresent(found -> given.add(new Given(Optional.of(found), written.span(), rows)));
                }
            });
        }
        return given;
    }

    private Expected expected(MapReader reader, Kind kind) {
        YamlEntry entry = reader.entry("expect").orElseThrow();
        MapReader expect = MapReader.of(entry.value());
        SourceSpan place = entry.key().span();
        Optional<YamlNode> elements = expect.node(kind.word() + "s").filter(node -> kind != Kind.MODEL);
        for (YamlEntry written : expect.entries()) {
            Optional<String> instead = misplaced(written.name(), kind);
            instead.ifPresent(help -> Diagnostic.of(
                            DiagnosticCode.VALUE_NOT_ALLOWED,
                            "a unit test of a " + kind.word() + " expects no `" + written.name() + "`")
                    .at(written.key().span())
                    .help(help)
                    .report(sink));
        }
        if (kind != Kind.MODEL && expect.entries().isEmpty()) {
            Diagnostic.of(DiagnosticCode.MISSING_KEY, "the unit test expects nothing")
                    .at(place)
                    .help("list what must come out under `" + kind.word() + "s`, or under `rejects`")
                    .report(sink);
        }
        Rows rows = rows(expect, place);
        if (kind == Kind.MODEL
                && rows.isAbsent()
                && expect.entry("rows").isEmpty()
                && !expect.entries().isEmpty()
                && expect.entry("fixture").isEmpty()) {
            missingRows(place);
        }
        return new Expected(rows, elements, expect.node("rejects").filter(node -> kind != Kind.MODEL), place);
    }

    private void missingRows(SourceSpan place) {
        Diagnostic.of(DiagnosticCode.MISSING_KEY, "the unit test does not say which rows it expects")
                .at(place)
                .help("list them under `rows`; `rows: []` expects none")
                .report(sink);
    }

    /** What to write in place of a key of {@code expect} that the kind of test has no use for. */
    private static Optional<String> misplaced(String key, Kind kind) {
        return switch (key) {
            case "rows", "format", "fixture" ->
                kind == Kind.MODEL ? Optional.empty() : Optional.of("list them under `" + kind.word() + "s`");
            case "nodes", "relationships" ->
                key.equals(kind.word() + "s")
                        ? Optional.empty()
                        : Optional.of(
                                "list what is expected under `" + (kind == Kind.MODEL ? "row" : kind.word()) + "s`");
            case "rejects" -> kind == Kind.MODEL ? Optional.of("only mappings reject rows") : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Rows rows(MapReader reader, SourceSpan place) {
        Optional<YamlNode> inline = reader.node("rows");
        Optional<Located<String>> fixture = reader.text("fixture");
        Format format = reader.text("format")
                .map(text -> text.value().toUpperCase(Locale.ROOT))
                .filter(word -> List.of("DICT", "CSV", "SQL").contains(word))
                .map(Format::valueOf)
                .orElse(Format.DICT);
        SourceSpan span = inline.map(YamlNode::span).orElse(place);
        if (inline.isPresent() && fixture.isPresent()) {
            Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "rows stand either under `rows` or in a `fixture`")
                    .at(fixture.get().span())
                    .label(reader.entry("rows").orElseThrow().key().span(), "rows are given here")
                    .report(sink);
        }
        if (fixture.isPresent()) {
            Optional<SourceFile> file =
                    format == Format.DICT ? refuseDict(reader, fixture.get()) : fixtures.find(fixture.get(), format);
            return new Rows(format, Optional.empty(), file, fixture.get().span(), file.isPresent());
        }
        boolean sound = inline.isEmpty() || isOfKind(inline.get(), format);
        return new Rows(format, inline, Optional.empty(), span, sound);
    }

    private Optional<SourceFile> refuseDict(MapReader reader, Located<String> fixture) {
        Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "a fixture is a file of CSV or SQL, not of maps")
                .at(reader.text("format").map(Located::span).orElse(fixture.span()))
                .help("write `format: csv` or `format: sql` beside it")
                .report(sink);
        return Optional.empty();
    }

    private boolean isOfKind(YamlNode rows, Format format) {
        boolean text = rows instanceof YamlScalar;
        if (text && format == Format.DICT) {
            Diagnostic.of(DiagnosticCode.WRONG_KIND_OF_VALUE, "`rows` is text, which the format dict does not have")
                    .at(rows.span())
                    .help("write `format: csv` or `format: sql` beside it, or list the rows as maps")
                    .report(sink);
        } else if (!text && format != Format.DICT) {
            String word = format.name().toLowerCase(Locale.ROOT);
            Diagnostic.of(
                            DiagnosticCode.WRONG_KIND_OF_VALUE,
                            "`rows` is " + rows.kind() + ", the format " + word + " is text")
                    .at(rows.span())
                    .help("leave out `format: " + word + "`")
                    .report(sink);
        }
        return text == (format != Format.DICT);
    }

    private static Overrides overrides(MapReader reader) {
        MapReader overrides = reader.map("overrides");
        return new Overrides(
                overrides.map("macros").entries(),
                overrides.map("vars").entries(),
                overrides.map("env_vars").entries(),
                overrides.text("as_of"),
                reader.entry("overrides")
                        .map(entry -> entry.key().span())
                        .orElseGet(() -> reader.text("name").orElseThrow().span()));
    }

    private static ConfigSpec config(MapReader reader) {
        List<YamlEntry> entries = new ArrayList<>();
        for (String key : List.of("tags", "meta")) {
            reader.entry(key).ifPresent(entries::add);
        }
        reader.map("config").entries().stream().map(ConfigTree::normalized).forEach(entries::add);
        return entries.isEmpty() ? ConfigSpec.EMPTY : new ConfigSpec(entries);
    }
}
