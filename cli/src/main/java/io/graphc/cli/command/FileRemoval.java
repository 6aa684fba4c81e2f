package io.graphc.cli.command;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.source.disk.Removal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Removes what graphc has written. */
final class FileRemoval {
    private FileRemoval() {}

    /** Removes a file or folder; throws a diagnostic where that cannot be done. */
    static void of(Path place) {
        except(place, path -> false);
    }

    /** The same, but for some files and the folders that these lie in. */
    static void except(Path place, Predicate<Path> kept) {
        try {
            Removal.except(place, kept);
        } catch (IOException e) {
            throw new GraphcException(
                    Diagnostic.of(DiagnosticCode.CANNOT_WRITE, "cannot remove `" + place.getFileName() + "`")
                            .note(String.valueOf(e.getMessage()))
                            .build(),
                    e);
        }
    }
}
