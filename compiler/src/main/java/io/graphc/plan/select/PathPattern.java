package io.graphc.plan.select;

import java.util.List;
import java.util.stream.Stream;

/**
 * A path in which {@code *}, {@code ?} and {@code [abc]} stand for characters of one name and {@code **} for any folders. It
 * matches a file and all that lies in a folder. Immutable.
 */
final class PathPattern {
    private final List<Wildcard> names;

    private PathPattern(List<Wildcard> names) {
        this.names = names;
    }

    static PathPattern of(String text) {
        return new PathPattern(split(text).map(Wildcard::of).toList());
    }

    private static Stream<String> split(String path) {
        return Stream.of(path.split("/", -1)).filter(name -> !name.isEmpty() && !name.equals("."));
    }

    /** Whether it is this file, or a folder around it. */
    boolean holds(String path) {
        List<String> parts = split(path).toList();
        for (int length = parts.size(); length > 0; length--) {
            if (matches(0, parts.subList(0, length))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is this file. */
    boolean is(String path) {
        return matches(0, split(path).toList());
    }

    private boolean matches(int from, List<String> parts) {
        if (from == names.size()) {
            return parts.isEmpty();
        }
        Wildcard name = names.get(from);
        if (name.toString().equals("**")) {
            for (int skipped = 0; skipped <= parts.size(); skipped++) {
                if (matches(from + 1, parts.subList(skipped, parts.size()))) {
                    return true;
                }
            }
            return false;
        }
        return !parts.isEmpty() && name.test(parts.get(0)) && matches(from + 1, parts.subList(1, parts.size()));
    }
}
