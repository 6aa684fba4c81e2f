package io.graphc.compiler.resolve;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.Excerpt;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.plan.ValueForm;
import io.graphc.project.SeedSpec;
import io.graphc.source.SourceFile;
import io.graphc.source.disk.Disk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reports values of seeds that cannot be what their columns are declared as. Large seeds, rows that are none and what an
 * engine alone can tell are left to the run, which tells of them with the same code. A seed is read once for all tenants that
 * declare the same of it; each is told the same. Safe to share between threads.
 */
public final class SeedValues {
    private static final int LONGEST = 1 << 20;
    private static final int TOLD = 10;
    private static final int SHOWN = 80;

    private final Disk disk;
    private final Map<Reading, List<Diagnostic>> found = new ConcurrentHashMap<>();

    /** What the values of one compilation are read through. */
    public SeedValues(Disk disk) {
        this.disk = disk;
    }

    /** All that the outcome depends on, of files that stay as they are. */
    private record Reading(String name, String path, Path file, String delimiter, Map<String, SqlType> declared) {
        Reading {
            declared = Collections.unmodifiableMap(new LinkedHashMap<>(declared));
        }
    }

    private record Misfit(String column, SqlType type, CsvRows.Value value) {}

    /**
     * Looks at all values.
     *
     * @param declared types by column name in lower case
     */
    void check(SeedSpec spec, String delimiter, Map<String, SqlType> declared, DiagnosticSink sink) {
        // Of a delimiter of another length an engine says that it is none.
        if (delimiter.length() != 1 || declared.values().stream().noneMatch(SeedValues::canTell)) {
            return;
        }
        // Who asks for what another one is just reading waits for it.
        found.computeIfAbsent(new Reading(spec.name(), spec.path(), spec.file(), delimiter, declared), this::problems)
                .forEach(sink::report);
    }

    private List<Diagnostic> problems(Reading reading) {
        return read(reading).map(file -> problems(reading, file)).orElse(List.of());
    }

    private static List<Diagnostic> problems(Reading reading, SourceFile file) {
        List<Misfit> misfits = misfits(new CsvRows(file.text(), reading.delimiter()), reading.declared());
        List<Misfit> told = misfits.subList(0, Math.min(TOLD, misfits.size()));
        List<Diagnostic> problems = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            Misfit misfit = told.get(i);
            Diagnostic.Builder problem = Diagnostic.of(
                            DiagnosticCode.BAD_SOURCE_VALUE,
                            Excerpt.ofValue(misfit.value().text(), SHOWN) + " is no " + misfit.type())
                    .at(file.span(misfit.value().start(), misfit.value().end()))
                    .note("column `" + misfit.column() + "` of seed `" + reading.name() + "` is declared as "
                            + misfit.type());
            if (i == TOLD - 1 && misfits.size() > TOLD) {
                problem.note("and " + (misfits.size() - TOLD) + " more in this seed");
            }
            problems.add(problem.help("correct the value, or declare the column as varchar and convert it in a model")
                    .build());
        }
        return List.copyOf(problems);
    }

    private static boolean canTell(SqlType type) {
        return ValueForm.pattern(type).isPresent() || ValueForm.length(type).isPresent();
    }

    /** The text of a seed; empty where it is large, or cannot be read, which was reported of its header. */
    private Optional<SourceFile> read(Reading reading) {
        try (InputStream in = disk.open(reading.file())) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            String text = new String(bytes, StandardCharsets.UTF_8);
            return bytes.length > LONGEST
                    ? Optional.empty()
                    : Optional.of(new SourceFile(reading.path(), text.startsWith("\uFEFF") ? text.substring(1) : text));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<Misfit> misfits(CsvRows rows, Map<String, SqlType> declared) {
        List<Misfit> misfits = new ArrayList<>();
        List<String> names = rows.next().orElse(List.of()).stream()
                .map(name -> name.text().strip())
                .toList();
        Optional<List<CsvRows.Value>> row = rows.next();
        while (row.isPresent()) {
            // An engine refuses a row of another length.
            for (int i = 0; i < names.size() && row.get().size() == names.size(); i++) {
                SqlType type = declared.get(names.get(i).toLowerCase(Locale.ROOT));
                CsvRows.Value value = row.get().get(i);
                if (type != null && isNone(value.text(), type)) {
                    misfits.add(new Misfit(names.get(i), type, value));
                }
            }
            row = rows.next();
        }
        return misfits;
    }

    /** Nothing is null, or an empty text. */
    private static boolean isNone(String text, SqlType type) {
        String value = SqlTypes.isText(type) ? text : stripBlanks(text);
        return !value.isEmpty() && ValueForm.isNone(value, type);
    }

    /** As DuckDB's {@code trim} does: spaces of every width, and no tabs. */
    private static String stripBlanks(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char letter) {
        return Character.getType(letter) == Character.SPACE_SEPARATOR;
    }
}
