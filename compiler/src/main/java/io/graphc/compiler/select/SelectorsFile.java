package io.graphc.compiler.select;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.select.IndirectSelection;
import io.graphc.plan.select.SelectionExpression;
import io.graphc.project.SelectorShapes;
import io.graphc.project.yaml.MapReader;
import io.graphc.project.yaml.ShapeChecker;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlParser;
import io.graphc.source.Located;
import io.graphc.source.SourceFile;
import io.graphc.source.disk.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads {@code selectors.yml} in the root of a project (docs.getdbt.com, "YAML selectors"). */
public final class SelectorsFile {
    /** The file's name. */
    public static final String NAME = "selectors.yml";

    private final DiagnosticSink sink;
    private final IndirectSelection indirect;
    private final Map<String, SelectionExpression> known = new LinkedHashMap<>();
    private final Map<String, Located<String>> names = new LinkedHashMap<>();
    private Optional<Located<String>> standard = Optional.empty();

    private SelectorsFile(IndirectSelection indirect, DiagnosticSink sink) {
        this.indirect = indirect;
        this.sink = sink;
    }

    /**
     * The selectors of a project; none where it has no such file.
     *
     * @param indirect which tests come with what is selected, where a selector does not say it itself
     * @return empty when the file has errors, which are reported
     */
    public static Optional<NamedSelectors> read(Path project, IndirectSelection indirect, DiagnosticSink sink) {
        Path file = project.resolve(NAME);
        Disk disk = Disk.plain();
        if (disk.kind(file) == Disk.Kind.NONE) {
            return Optional.of(NamedSelectors.NONE);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(disk.read(file)))
                    .toString();
            return parse(new SourceFile(NAME, text), indirect, sink);
        } catch (IOException e) {
            Diagnostic.of(DiagnosticCode.UNREADABLE_FILE, "`" + NAME + "` cannot be read")
                    .at(new SourceFile(NAME, "").top())
                    .help("check that it is UTF-8 text and may be read")
                    .report(sink);
            return Optional.empty();
        }
    }

    /** The selectors of a file; empty when it has errors, which are reported. */
    public static Optional<NamedSelectors> parse(SourceFile file, IndirectSelection indirect, DiagnosticSink sink) {
        DiagnosticBag bag = new DiagnosticBag();
        Optional<NamedSelectors> read =
                YamlParser.parse(file, bag).map(document -> new SelectorsFile(indirect, bag).read(document));
        bag.sorted().forEach(sink::report);
        return bag.hasErrors() ? Optional.empty() : read;
    }

    private NamedSelectors read(YamlNode document) {
        new ShapeChecker(sink).check(document, SelectorShapes.FILE);
        MapReader.of(document).maps("selectors").forEach(this::selector);
        return new NamedSelectors(known, standard.map(Located::value));
    }

    private void selector(YamlMapping selector) {
        MapReader reader = MapReader.of(selector);
        Optional<Located<String>> name = reader.text("name");
        Optional<YamlNode> definition = reader.node("definition");
        if (name.isEmpty() || definition.isEmpty()) {
            return;
        }
        Located<String> earlier = names.putIfAbsent(name.get().value(), name.get());
        if (earlier != null) {
            Diagnostic.of(DiagnosticCode.DUPLICATE_NAME, "selector `" + earlier.value() + "` is defined twice")
                    .at(name.get().span())
                    .label(earlier.span(), "first here")
                    .report(sink);
            return;
        }
        new SelectorDefinition(known, indirect, sink)
                .root(definition.get())
                .ifPresent(expression -> known.put(name.get().value(), expression));
        if (reader.isTrue("default")) {
            if (standard.isPresent()) {
                Diagnostic.of(DiagnosticCode.DUPLICATE_NAME, "two selectors are the default")
                        .at(name.get().span())
                        .label(standard.get().span(), "the other one")
                        .report(sink);
            }
            standard = standard.or(() -> name);
        }
    }
}
