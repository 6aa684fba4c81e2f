package io.graphc.diagnostic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Nearest names for "did you mean": case-insensitive restricted Damerau-Levenshtein distance, deterministic. */
public final class Spelling {
    private static final int MOST = 3;

    private Spelling() {}

    private record Candidate(String name, int distance) {}

    /**
     * At most three names near to the one written, nearest first, ties by name. Near is a distance of at most a third of
     * the written name's length, and at least one.
     */
    public static List<String> nearest(String written, Iterable<String> names) {
        int limit = Math.max(1, written.length() / 3);
        String lower = written.toLowerCase(Locale.ROOT);
        Set<String> distinct = new LinkedHashSet<>();
        names.forEach(distinct::add);
        List<Candidate> near = new ArrayList<>();
        for (String name : distinct) {
            if (Math.abs(name.length() - written.length()) <= limit) {
                int distance = distance(lower, name.toLowerCase(Locale.ROOT));
                if (distance <= limit && !name.equals(written)) {
                    near.add(new Candidate(name, distance));
                }
            }
        }
        near.sort(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name));
        return near.stream().limit(MOST).map(Candidate::name).toList();
    }

    /** {@code `a`, `b` or `c`}. */
    public static String alternatives(List<String> names) {
        if (names.size() == 1) {
            return "`" + names.get(0) + "`";
        }
        return listing(names.subList(0, names.size() - 1)) + " or `" + names.get(names.size() - 1) + "`";
    }

    /** {@code `a`, `b`, `c`}. */
    public static String listing(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    /** Edits between two words, where swapping two neighbours counts as one. */
    static int distance(String left, String right) {
        int[][] table = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            table[i][0] = i;
        }
        for (int j = 0; j <= right.length(); j++) {
            table[0][j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            for (int j = 1; j <= right.length(); j++) {
                int cost = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                int best = Math.min(Math.min(table[i - 1][j], table[i][j - 1]) + 1, table[i - 1][j - 1] + cost);
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    best = Math.min(best, table[i - 2][j - 2] + 1);
                }
                table[i][j] = best;
            }
        }
        return table[left.length()][right.length()];
    }
}
