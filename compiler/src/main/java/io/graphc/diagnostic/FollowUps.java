package io.graphc.diagnostic;

import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Leaves out what follows from a file that could not be read: what it would have told the project is missed wherever it is
 * named, and each of those places is right. Told is what they lack, when the file can be read and still does not have it.
 */
final class FollowUps {
    private static final Set<DiagnosticCode> UNREAD = Set.of(DiagnosticCode.BAD_YAML, DiagnosticCode.UNREADABLE_FILE);

    private static final Pattern YAML = Pattern.compile("\\.ya?ml$");
    private static final Pattern SOURCES = Pattern.compile("\\bsources[\"']?\\s*:");

    private FollowUps() {}

    /** The problems that are not the consequence of another one. */
    static List<Diagnostic> leaveOut(List<Diagnostic> problems) {
        List<SourceSpan> unread = problems.stream()
                .filter(problem -> UNREAD.contains(problem.code()))
                .flatMap(problem -> problem.primary().stream())
                .toList();
        if (unread.isEmpty()) {
            return problems;
        }
        Set<String> folders = unread.stream().map(FollowUps::folder).collect(Collectors.toCollection(TreeSet::new));
        boolean sources = unread.stream().anyMatch(FollowUps::maySaySources);
        return problems.stream()
                .filter(problem -> !follows(problem, folders, sources))
                .toList();
    }

    private static boolean follows(Diagnostic problem, Set<String> folders, boolean sources) {
        Optional<String> folder = problem.primary().map(FollowUps::folder);
        return switch (problem.code()) {
            // Mappings lie together; sources are named from everywhere.
            case UNKNOWN_ENDPOINT -> folder.filter(folders::contains).isPresent();
            case UNKNOWN_SOURCE -> sources;
            default -> false;
        };
    }

    /** Whether an unread file may declare sources; nothing is known of the text of one that could not be opened. */
    private static boolean maySaySources(SourceSpan place) {
        String text = place.file().text();
        return YAML.matcher(place.file().path()).find()
                && (text.isEmpty() || SOURCES.matcher(text).find());
    }

    private static String folder(SourceSpan place) {
        String path = place.file().path();
        int slash = path.indexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
