package io.graphc.runtime.emit.file;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Work on the files of one graph, told with its place where it fails. Immutable.
 *
 * @param location the folder as the user wrote it, with the tenant's below it where there is one
 */
public record FolderWork(String location) {
    /** Work on files. */
    @FunctionalInterface
    public interface Yielding<T> {
        T run() throws IOException;
    }

    /** Work on files that gives nothing. */
    @FunctionalInterface
    public interface Task {
        void run() throws IOException;
    }

    /** The folder of a tenant below a path. */
    public static Path folder(Path path, Optional<String> tenant) {
        return tenant.map(FileStems::of).map(path::resolve).orElse(path);
    }

    /** Work in the folder of a tenant. */
    public static FolderWork in(String path, Optional<String> tenant) {
        return new FolderWork(folder(Path.of(path), tenant).toString().replace('\\', '/'));
    }

    public void guard(Task task) {
        guard(() -> {
            task.run();
            return true;
        });
    }

    public <T> T guard(Yielding<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw cannotWrite(e);
        } catch (UncheckedIOException e) {
            throw cannotWrite(Objects.requireNonNull(e.getCause()));
        }
    }

    /** Work that only looks at what is there. */
    public <T> T read(Yielding<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw cannotRead(e);
        } catch (UncheckedIOException e) {
            throw cannotRead(Objects.requireNonNull(e.getCause()));
        }
    }

    private GraphcException cannotRead(IOException cause) {
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.UNREADABLE_FILE, "cannot read the graph in `" + location + "`")
                        .note(reason(cause))
                        .help("check that the files can be read; `graphc run --full-refresh` writes all of them anew")
                        .build(),
                cause);
    }

    private static String reason(IOException cause) {
        return cause instanceof AccessDeniedException
                ? "no permission for `" + cause.getMessage() + "`"
                : String.valueOf(cause.getMessage());
    }

    private GraphcException cannotWrite(IOException cause) {
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.CANNOT_WRITE, "cannot write the graph to `" + location + "`")
                        .note(reason(cause))
                        .help("check that the folder can be written and that the disk has room")
                        .build(),
                cause);
    }
}
