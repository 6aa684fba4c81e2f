package io.graphc.cli.source;

import io.graphc.cli.source.SourceDraft.ColumnDraft;
import io.graphc.cli.source.SourceDraft.TableDraft;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.project.yaml.MapReader;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlParser;
import io.graphc.project.yaml.YamlSequence;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of sources that more are added to: lines are put in between, and no line that people wrote is touched. Sources,
 * tables and columns that it has keep what it says of them; only what it lacks is added, behind what it has. The outcome is
 * read back, and refused unless everything that was there still is.
 */
public final class SourcesFile {
    private static final Pattern END = Pattern.compile("\r\n|\r|\n");

    private final SourceFile file;
    private final List<String> ends;
    private final SortedMap<Integer, List<String>> behind = new TreeMap<>();
    private int added;

    private SourcesFile(SourceFile file, List<String> ends) {
        this.file = file;
        this.ends = ends;
    }

    /**
     * What a file is to be.
     *
     * @param additions how many sources, tables and columns were added, each counted with what is in it as one
     */
    public record Extended(String text, int additions) {}

    /** A new file. */
    public static String create(List<SourceDraft> sources) {
        return String.join("\n", SourcesText.file(sources)) + "\n";
    }

    /**
     * Adds what a file lacks.
     *
     * @param path for messages
     * @throws GraphcException when nothing can be added safely
     */
    public static Extended extend(String path, String text, List<SourceDraft> sources) {
        SourcesFile file = new SourcesFile(new SourceFile(path, text), ends(text));
        YamlNode before = file.parse(file.file.text());
        file.add(MapReader.of(before), before, sources);
        if (file.added == 0) {
            return new Extended(text, 0);
        }
        String extended = file.text();
        if (!holds(file.parse(extended).toValue(), before.toValue())) {
            throw file.refused("what was there would not be read as it is now");
        }
        return new Extended(extended, file.added);
    }

    /** How each line ends, but for a last one that does not. */
    private static List<String> ends(String text) {
        return END.matcher(text).results().map(MatchResult::group).toList();
    }

    private YamlNode parse(String text) {
        DiagnosticBag bag = new DiagnosticBag();
        Optional<YamlNode> document = YamlParser.parse(new SourceFile(file.path(), text), bag);
        if (document.isEmpty() || bag.hasErrors() || !(document.get() instanceof YamlMapping)) {
            throw refused(bag.firstError().map(Diagnostic::message).orElse("it is no map"));
        }
        return document.get();
    }

    private GraphcException refused(String why) {
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.CANNOT_EXTEND, "nothing can be added to `" + file.path() + "` safely")
                        .note(why)
                        .help("leave out --output to print the sources, and copy what is wanted")
                        .build());
    }

    private void add(MapReader top, YamlNode document, List<SourceDraft> sources) {
        Optional<YamlEntry> written = top.entry("sources");
        if (written.isEmpty()) {
            List<String> lines = new ArrayList<>(List.of("", "sources:"));
            sources.forEach(source -> lines.addAll(SourcesText.source(source, "  ")));
            insert(Math.max(lastLine(document), file.lineCount() - 1), lines, sources.size());
            return;
        }
        YamlSequence items = block(written.get());
        for (SourceDraft source : sources) {
            Optional<YamlMapping> known = named(items, source.name());
            if (known.isPresent()) {
                addTables(known.get(), source.tables());
            }
        }
        for (SourceDraft source : sources) {
            if (named(items, source.name()).isEmpty()) {
                insert(lastLine(items), SourcesText.source(source, indent(items)), 1);
            }
        }
    }

    private void addTables(YamlMapping source, List<TableDraft> tables) {
        Optional<YamlEntry> written = source.entry("tables");
        if (written.isEmpty()) {
            insert(lastLine(source), SourcesText.tables(tables, keyIndent(source)), tables.size());
            return;
        }
        YamlSequence items = block(written.get());
        for (TableDraft table : tables) {
            named(items, table.name()).ifPresent(known -> addColumns(known, table.columns()));
        }
        for (TableDraft table : tables) {
            if (named(items, table.name()).isEmpty()) {
                insert(lastLine(items), SourcesText.table(table, indent(items)), 1);
            }
        }
    }

    private void addColumns(YamlMapping table, List<ColumnDraft> columns) {
        Optional<YamlEntry> written = table.entry("columns");
        if (written.isEmpty()) {
            if (!columns.isEmpty()) {
                insert(lastLine(table), SourcesText.columns(columns, keyIndent(table)), columns.size());
            }
            return;
        }
        List<ColumnDraft> lacking = columns.stream()
                .filter(column -> !(written.get().value() instanceof YamlSequence items)
                        || named(items, column.name()).isEmpty())
                .toList();
        if (!lacking.isEmpty()) {
            YamlSequence items = block(written.get());
            lacking.forEach(column -> insert(lastLine(items), SourcesText.column(column, indent(items)), 1));
        }
    }

    /** A list of lines with dashes, which more can be put behind. */
    private YamlSequence block(YamlEntry entry) {
        boolean dashes = entry.value() instanceof YamlSequence sequence
                && !sequence.items().isEmpty()
                && !sequence.span().text().startsWith("[")
                && sequence.items().stream().allMatch(YamlMapping.class::isInstance)
                && dash(sequence) >= 0;
        if (!dashes) {
            throw refused("`" + entry.name() + "` in line " + entry.key().span().startLine()
                    + " is not a list of maps with a dash each");
        }
        return (YamlSequence) entry.value();
    }

    private static Optional<YamlMapping> named(YamlSequence items, String name) {
        return items.items().stream()
                .filter(YamlMapping.class::isInstance)
                .map(YamlMapping.class::cast)
                .filter(item -> MapReader.of(item)
                        .text("name")
                        .filter(written -> written.value().equalsIgnoreCase(name))
                        .isPresent())
                .findFirst();
    }

    /** The column of the dash before the first item, from 0; negative where there is none. */
    private int dash(YamlSequence sequence) {
        SourceSpan first = sequence.items().get(0).span();
        int key = first.startColumn() - 1;
        String line = file.line(first.startLine());
        int dash = line.lastIndexOf('-', key - 1);
        return dash >= 0
                        && line.substring(0, dash).isBlank()
                        && line.substring(dash + 1, key).isBlank()
                ? dash
                : -1;
    }

    private String indent(YamlSequence sequence) {
        return " ".repeat(dash(sequence));
    }

    /** The blanks before the keys of a map that has a line for each. */
    private String keyIndent(YamlMapping mapping) {
        if (mapping.span().text().startsWith("{")) {
            throw refused("the map in line " + mapping.span().startLine() + " has no line for each key");
        }
        return " ".repeat(mapping.entries().get(0).key().span().startColumn() - 1);
    }

    /** The last line that something of a node stands in. */
    private static int lastLine(YamlNode node) {
        int last = 0;
        if (node instanceof YamlMapping mapping) {
            for (YamlEntry entry : mapping.entries()) {
                last = Math.max(last, entry.key().span().endLine());
                last = Math.max(last, lastLine(entry.value()));
            }
        } else if (node instanceof YamlSequence sequence) {
            for (YamlNode item : sequence.items()) {
                last = Math.max(last, lastLine(item));
            }
        }
        boolean closed = last == 0
                || node.span().text().startsWith("{")
                || node.span().text().startsWith("[");
        boolean atLineStart = node.span().endColumn() == 1
                && node.span().endLine() > node.span().startLine();
        int own = node.span().endLine() - (atLineStart ? 1 : 0);
        return closed ? Math.max(last, own) : last;
    }

    private void insert(int line, List<String> lines, int count) {
        behind.computeIfAbsent(line, number -> new ArrayList<>()).addAll(lines);
        added += count;
    }

    /** Lines that were there keep their ends; those that are added end like the line before them. */
    private String text() {
        StringBuilder text = new StringBuilder();
        append(text, 0);
        for (int number = 1; number <= file.lineCount(); number++) {
            boolean afterLast = number == file.lineCount() && file.line(number).isEmpty();
            if (!afterLast) {
                text.append(file.line(number)).append(end(number));
            }
            append(text, number);
        }
        return text.toString();
    }

    private void append(StringBuilder text, int number) {
        behind.getOrDefault(number, List.of()).forEach(line -> text.append(line).append(end(number)));
    }

    private String end(int number) {
        if (ends.isEmpty()) {
            return "\n";
        }
        return ends.get(Math.max(0, Math.min(number, ends.size()) - 1));
    }

    /** Whether a value still has everything that it had: maps their keys, lists their first items. */
    private static boolean holds(@Nullable Object now, @Nullable Object before) {
        if (before instanceof Map<?, ?> old && now instanceof Map<?, ?> current) {
            return old.entrySet().stream()
                    .allMatch(entry -> current.containsKey(entry.getKey())
                            && holds(current.get(entry.getKey()), entry.getValue()));
        }
        if (before instanceof List<?> old && now instanceof List<?> current) {
            if (current.size() < old.size()) {
                return false;
            }
            for (int index = 0; index < old.size(); index++) {
                if (!holds(current.get(index), old.get(index))) {
                    return false;
                }
            }
            return true;
        }
        return before == null ? now == null : before.equals(now);
    }
}
