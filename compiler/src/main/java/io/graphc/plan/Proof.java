package io.graphc.plan;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Why a test or check must pass without a query.
 *
 * <p>It rests on tests: where one of them did not pass in the same run, or was not run, nothing is proved and the query runs
 * after all. Immutable.
 *
 * @param tests ids of the data tests whose passing it rests on, sorted; for a test of elements ids of checks; empty where
 *     the SQL alone says it
 * @param rules what in the SQL it follows from, in words, sorted
 */
public record Proof(List<String> tests, List<String> rules) {
    /** What holds by itself, as that a constant is not null. */
    public static final Proof EVIDENT = new Proof(List.of(), List.of());

    public Proof {
        tests = List.copyOf(tests);
        rules = List.copyOf(rules);
    }

    /** What a data test says, once it passed. */
    public static Proof byTest(String id) {
        return new Proof(List.of(id), List.of());
    }

    /** What follows from a rule of SQL. */
    public static Proof byRule(String rule) {
        return new Proof(List.of(), List.of(rule));
    }

    /** What needs both. */
    public Proof and(Proof other) {
        if (other.isEvident() || other.equals(this)) {
            return this;
        }
        return isEvident() ? other : new Proof(union(tests, other.tests), union(rules, other.rules));
    }

    /** True where it rests on nothing. */
    public boolean isEvident() {
        return tests.isEmpty() && rules.isEmpty();
    }

    private static List<String> union(Collection<String> one, Collection<String> other) {
        TreeSet<String> all = new TreeSet<>(one);
        all.addAll(other);
        return List.copyOf(all);
    }
}
