package io.graphc.runtime.policy;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.NodePlan;
import io.graphc.runtime.emit.file.FileStems;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.load.LoadError;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The reject files of one run: {@code nodes/<label>.csv} and {@code relationships/<type>.csv}, as RFC 4180 has it, in UTF-8.
 * Their columns are {@code ~reason}, {@code ~mapping}, {@code ~id}, {@code ~detail} and those of the relation that the
 * mapping reads; a null is a field without quotes, an empty text one with quotes. They tell of the last run alone that looked at the
 * graph: a type without rejected rows has no file, nor has one that the run did not look at, or that the project has no more. Safe to use from several threads for different element types.
 */
public final class RejectFiles {
    private static final String NODES = "/nodes/";
    private static final String RELATIONSHIPS = "/relationships/";
    private static final String ENDING = ".csv";

    private final Path base;
    private final String folder;
    private final Map<String, String> paths = new LinkedHashMap<>();
    private final Set<String> begun = new HashSet<>();
    private final List<RejectFile> written = new ArrayList<>();

    /**
     * The files for some element types.
     *
     * @param base the project folder
     * @param folder relative to it
     */
    public RejectFiles(Path base, String folder, List<? extends ElementPlan> elements) {
        this.base = base;
        this.folder = folder;
        List<ElementPlan> nodes = new ArrayList<>();
        List<ElementPlan> relationships = new ArrayList<>();
        elements.forEach(element -> (element instanceof NodePlan ? nodes : relationships).add(element));
        FileStems.of(nodes).forEach((id, stem) -> paths.put(id, folder + NODES + stem + ENDING));
        FileStems.of(relationships).forEach((id, stem) -> paths.put(id, folder + RELATIONSHIPS + stem + ENDING));
    }

    /** Removes the files of earlier runs, those of all element types: what stays would look like this run's. */
    public void clear() {
        clear(NODES);
        clear(RELATIONSHIPS);
        remove(leftOutPath());
    }

    /** Removes the files of the element types alone that these are for. */
    public void clearOwn() {
        paths.values().forEach(this::remove);
    }

    private void remove(String path) {
        try {
            Files.deleteIfExists(base.resolve(path));
        } catch (IOException e) {
            throw cannotWrite(path, e);
        }
    }

    private void clear(String kind) {
        String path = folder + kind;
        Path place = base.resolve(path);
        if (!Files.isDirectory(place)) {
            return;
        }
        try (DirectoryStream<Path> earlier = Files.newDirectoryStream(place, "*" + ENDING)) {
            for (Path file : earlier) {
                Files.deleteIfExists(file);
            }
        } catch (DirectoryIteratorException e) {
            throw cannotWrite(path, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw cannotWrite(path, e);
        }
    }

    /**
     * Adds rows to the file of an element type.
     *
     * @param rows the columns {@code ~id} and {@code ~detail}, then those of the source
     * @return the number of rows
     */
    long write(ElementPlan element, RejectReason reason, RowCursor rows) {
        String path = path(element);
        Path file = base.resolve(path);
        boolean first;
        synchronized (this) {
            first = begun.add(element.id());
        }
        OpenOption how = first ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND;
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            try (BufferedWriter out = Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
                RejectRows lines = new RejectRows(out, reason.word(), element.id());
                if (first) {
                    lines.header(rows.columns());
                }
                return lines.write(rows);
            }
        } catch (IOException e) {
            throw cannotWrite(path, e);
        }
    }

    private String leftOutPath() {
        return folder + "/load-errors.csv";
    }

    /**
     * Writes what a target's own load has left out to {@code load-errors.csv}; gives its path, empty where there is nothing.
     */
    public Optional<String> leftOut(List<LoadError> errors) {
        if (errors.isEmpty()) {
            return Optional.empty();
        }
        String path = leftOutPath();
        Path file = base.resolve(path);
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                out.write("code,message,file,record\n");
                for (LoadError error : errors) {
                    out.write(String.join(
                            ",",
                            RejectText.field(error.code()),
                            RejectText.field(error.message()),
                            RejectText.field(error.file()),
                            Long.toString(error.record())));
                    out.write('\n');
                }
            }
        } catch (IOException e) {
            throw cannotWrite(path, e);
        }
        return Optional.of(path);
    }

    /** Where the rejected rows of an element type go, relative to the project folder. */
    String path(ElementPlan element) {
        return paths.getOrDefault(element.id(), folder);
    }

    synchronized void record(RejectFile file) {
        written.add(file);
    }

    /** What was rejected, by element type and reason. */
    public synchronized List<RejectFile> written() {
        List<RejectFile> sorted = new ArrayList<>(written);
        sorted.sort(Comparator.comparing(RejectFile::element).thenComparing(RejectFile::reason));
        return sorted;
    }

    private static GraphcException cannotWrite(String path, IOException cause) {
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.CANNOT_WRITE, "`" + path + "` cannot be written")
                        .note(String.valueOf(cause.getMessage()))
                        .help("check that the folder can be written and that the disk has room")
                        .build(),
                cause);
    }

    /** Writes the lines of one file. */
    private record RejectRows(Writer out, String reason, String mapping) {
        void header(List<Column> columns) throws IOException {
            out.write("~reason,~mapping");
            for (Column column : columns) {
                out.write(',');
                out.write(RejectText.field(column.name()));
            }
            out.write('\n');
        }

        long write(RowCursor rows) throws IOException {
            long count = 0;
            String head = reason + "," + RejectText.field(mapping);
            int columns = rows.columns().size();
            while (rows.next()) {
                out.write(head);
                for (int i = 0; i < columns; i++) {
                    out.write(',');
                    Object value = rows.getValue(i);
                    if (value != null) {
                        out.write(RejectText.field(RejectText.of(value)));
                    }
                }
                out.write('\n');
                count++;
            }
            return count;
        }
    }
}
