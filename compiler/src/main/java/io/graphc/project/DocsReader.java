package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.source.Located;
import io.graphc.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the texts for descriptions in files of Markdown (docs.getdbt.com, "Using docs blocks"). */
final class DocsReader {
    private static final Pattern BEGIN = Pattern.compile("\\{%[-+]?\\s*docs\\s+([A-Za-z_][A-Za-z0-9_]*)\\s*[-+]?%}");
    private static final Pattern END = Pattern.compile("\\{%[-+]?\\s*enddocs\\s*[-+]?%}");

    private final String packageName;
    private final UniqueNames names;
    private final DiagnosticSink sink;
    private final List<DocSpec> docs = new ArrayList<>();

    DocsReader(String packageName, DiagnosticSink sink) {
        this.packageName = packageName;
        this.names = UniqueNames.of(sink);
        this.sink = sink;
    }

    List<DocSpec> docs() {
        return docs;
    }

    void read(SourceFile file) {
        String text = file.text();
        Matcher begin = BEGIN.matcher(text);
        Matcher end = END.matcher(text);
        int from = 0;
        while (begin.find(from)) {
            Located<String> name = Located.of(begin.group(1), file.span(begin.start(1), begin.end(1)));
            if (!end.find(begin.end())) {
                Diagnostic.of(DiagnosticCode.TEMPLATE_SYNTAX, "`docs` is never closed")
                        .at(name.span())
                        .help("close it with `{% enddocs %}`")
                        .report(sink);
                return;
            }
            if (names.add("text for descriptions", name.value(), name.span())) {
                docs.add(new DocSpec(
                        packageName,
                        name,
                        text.substring(begin.end(), end.start()).strip()));
            }
            from = end.end();
        }
    }
}
