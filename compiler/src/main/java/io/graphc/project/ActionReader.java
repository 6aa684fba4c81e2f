package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.yaml.MapReader;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the actions of graph mappings, and the files that hold their statements. */
final class ActionReader {
    private static final List<String> LANGUAGES = List.of("cypher", "gremlin", "sql");

    private final ProjectFiles files;
    private final DiagnosticSink sink;
    private final List<ActionSpec> actions = new ArrayList<>();

    ActionReader(ProjectFiles files, DiagnosticSink sink) {
        this.files = files;
        this.sink = sink;
    }

    /** In the order of the files, in each as written. */
    List<ActionSpec> actions() {
        return actions;
    }

    void read(YamlMapping item) {
        MapReader reader = MapReader.of(item);
        Optional<Located<String>> at = reader.text("at");
        List<String> given = new ArrayList<>(LANGUAGES);
        given.add("file");
        given.removeIf(key -> reader.node(key).isEmpty());
        if (at.isEmpty() || !isOne(item, reader, given)) {
            return;
        }
        String key = given.get(0);
        boolean isFile = key.equals("file");
        Optional<Statement> statement = isFile
                ? reader.text(key).flatMap(this::file)
                : reader.mappedText(key)
                        .map(text -> new Statement(
                                Located.of(
                                        key, item.entry(key).orElseThrow().key().span()),
                                text.value()));
        statement.ifPresent(found -> actions.add(new ActionSpec(
                reader.text("name"), at.get(), found.language(), found.text(), reader.texts("targets"), item.span())));
    }

    private record Statement(Located<String> language, MappedText text) {}

    private boolean isOne(YamlMapping item, MapReader reader, List<String> given) {
        if (given.size() > 1) {
            YamlNode second = reader.node(given.get(1)).orElseThrow();
            Diagnostic.of(
                            DiagnosticCode.VALUE_NOT_ALLOWED,
                            "an action has either `" + given.get(0) + "` or `" + given.get(1) + "`")
                    .at(second.span())
                    .label(reader.node(given.get(0)).orElseThrow().span(), "its " + given.get(0) + " is given here")
                    .help("write two actions; they run in the order in which they are written")
                    .report(sink);
        } else if (given.isEmpty()) {
            Diagnostic.of(DiagnosticCode.MISSING_KEY, "an action has no statement")
                    .at(item.top())
                    .help("write it under `cypher`, `gremlin` or `sql`, or name its file under `file`")
                    .report(sink);
        }
        return given.size() == 1;
    }

    /** The text of a file, whose ending says its language. */
    private Optional<Statement> file(Located<String> written) {
        String path = written.value();
        Optional<String> language =
                LANGUAGES.stream().filter(word -> path.endsWith("." + word)).findFirst();
        if (language.isEmpty()) {
            Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "the language of `" + path + "` is not known by its ending")
                    .at(written.span())
                    .note("known are .cypher, .gremlin and .sql")
                    .report(sink);
            return Optional.empty();
        }
        if (!files.disk().isFile(files.root().resolve(path))) {
            Diagnostic.of(DiagnosticCode.MISSING_FILE, "file `" + path + "` of an action not found")
                    .at(written.span())
                    .help("write the path from the project folder on")
                    .report(sink);
            return Optional.empty();
        }
        Optional<SourceFile> file = files.read(files.root().resolve(path));
        return file.map(found -> new Statement(Located.of(language.get(), written.span()), MappedText.of(found)));
    }
}
