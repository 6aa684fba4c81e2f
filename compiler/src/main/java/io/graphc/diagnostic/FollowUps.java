package io.graphc.diagnostic;

import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Leaves out what follows from a file that could not be read: what it would have told the project is missed wherever it is
 * named, and each of those places is right. Told is what they lack, when the file can be read and still does not have it.
 */
final class FollowUps {
    private static final Set<DiagnosticCode> UNREAD = Set.of(DiagnosticCode.BAD_YAML, DiagnosticCode.UNREADABLE_FILE);

    private FollowUps() {}

    /** The problems that are not the consequence of another one. */
    static List<Diagnostic> leaveOut(List<Diagnostic> problems) {
        Set<String> folders = new TreeSet<>();
        for (Diagnostic problem : problems) {
            if (UNREAD.contains(problem.code())) {
                problem.primary().map(FollowUps::folder).ifPresent(folders::add);
            }
        }
        if (folders.isEmpty()) {
            return problems;
        }
        return problems.stream().filter(problem -> !follows(problem, folders)).toList();
    }

    private static boolean follows(Diagnostic problem, Set<String> folders) {
        Optional<String> folder = problem.primary().map(FollowUps::folder);
        return switch (problem.code()) {
            // Mappings lie together; sources are named from everywhere.
            case UNKNOWN_ENDPOINT -> folder.filter(folders::contains).isPresent();
            case UNKNOWN_SOURCE -> true;
            default -> false;
        };
    }

    private static String folder(SourceSpan place) {
        String path = place.file().path();
        int slash = path.indexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
