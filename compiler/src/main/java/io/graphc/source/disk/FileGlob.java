package io.graphc.source.disk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The files that a path with wildcards means, as DuckDB reads one (its documentation, "Globbing"): {@code *}, {@code ?} and
 * {@code [...]} stand for characters of one name, and a name that is {@code **} for any number of folders, none too. Braces
 * stand for themselves. A file that is called as the path is written is meant, too. Immutable.
 */
public final class FileGlob {
    private static final String WILDCARDS = "*?[";
    private static final String NOTHING = "(?!)";

    private final Path base;
    private final Pattern names;

    private FileGlob(Path base, Pattern names) {
        this.base = base;
        this.names = names;
    }

    /** Whether a path has wildcards. */
    public static boolean isGlob(String path) {
        return first(path) >= 0;
    }

    /**
     * A path with wildcards.
     *
     * @param folder what it starts from where it is relative
     */
    public static FileGlob of(Path folder, String path) {
        int fixed = path.lastIndexOf('/', first(path)) + 1;
        Path base = folder.toAbsolutePath().resolve(path.substring(0, fixed)).normalize();
        String rest = path.substring(fixed);
        return new FileGlob(base, Pattern.compile(names(rest) + "|" + Pattern.quote(rest), Pattern.DOTALL));
    }

    private static int first(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (WILDCARDS.indexOf(path.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    /** The folder that all of them lie in or below. */
    public Path base() {
        return base;
    }

    /** Whether a file, by its absolute path, is one of them. */
    public boolean matches(Path file) {
        return file.startsWith(base)
                && names.matcher(base.relativize(file).toString().replace('\\', '/'))
                        .matches();
    }

    private static String names(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..") && !parts.isEmpty()) {
                parts.remove(parts.size() - 1);
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            boolean last = i == parts.size() - 1;
            if (parts.get(i).equals("**")) {
                names.append(last ? ".*" : "(?:.*/)?");
            } else {
                names.append(name(parts.get(i))).append(last ? "" : "/");
            }
        }
        return names.toString();
    }

    private static String name(String part) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < part.length(); i++) {
            char character = part.charAt(i);
            int end = character == '[' ? part.indexOf(']', i + 1) : 0;
            if (character == '*') {
                name.append("[^/]*");
            } else if (character == '?') {
                name.append("[^/]");
            } else if (end > 0) {
                name.append(oneOf(part.substring(i + 1, end)));
                i = end;
            } else if (end < 0) {
                return NOTHING;
            } else {
                name.append(Pattern.quote(String.valueOf(character)));
            }
        }
        return name.toString();
    }

    /** What stands in brackets: characters and ranges of them, behind {@code !} those that do not match. */
    private static String oneOf(String written) {
        boolean none = written.startsWith("!");
        StringBuilder characters = new StringBuilder();
        for (int i = none ? 1 : 0; i < written.length(); i++) {
            boolean range = i + 2 < written.length() && written.charAt(i + 1) == '-';
            char from = written.charAt(i);
            char to = range ? written.charAt(i + 2) : from;
            if (from <= to) {
                characters.append(escaped(from)).append('-').append(escaped(to));
            }
            i += range ? 2 : 0;
        }
        if (characters.length() == 0) {
            return none ? "[^/]" : NOTHING;
        }
        return "[" + (none ? "^" : "") + characters + "]";
    }

    private static String escaped(char character) {
        return Character.isLetterOrDigit(character)
                ? String.valueOf(character)
                : "\\x{" + Integer.toHexString(character) + "}";
    }
}
