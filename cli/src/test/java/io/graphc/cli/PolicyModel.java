package io.graphc.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What policies do to rows, computed in the plainest way, to compare with what runs on the engine. */
final class PolicyModel {
    /** The policies of one element type; {@code bad} and {@code duplicates} as words. */
    record Policies(String bad, String duplicates, String missing) {}

    /**
     * A row: what identifies it, what it says, and what it is ordered by.
     *
     * @param key null where a part of it is null
     * @param source its columns as they stand in a reject file
     */
    record Row(
            @Nullable String key,
            String start,
            String end,
            @Nullable String text,
            @Nullable Integer number,
            @Nullable Integer order,
            String source) {
        Row withNumber(@Nullable Integer value) {
            return new Row(key, start, end, text, value, order, source);
        }
    }

    /** An element as the graph has it. */
    record Element(
            String start,
            String end,
            @Nullable String text,
            @Nullable Integer number) {}

    private final Policies policies;
    private final int least;
    private final int most;
    final Map<String, Element> elements = new TreeMap<>();
    final List<String> rejected = new ArrayList<>();
    private final List<String> lessened = new ArrayList<>();
    long rows;
    long merged;
    long made;
    long dropped;
    private List<Row> left = new ArrayList<>();

    PolicyModel(Policies policies, int least, int most) {
        this.policies = policies;
        this.least = least;
        this.most = most;
    }

    /** The first policies, which need no other rows. */
    void take(List<Row> all) {
        rows = all.size();
        for (Row row : all) {
            boolean bad = row.number() != null && (row.number() < least || row.number() > most);
            if (row.key() == null) {
                reject("null_key", row);
            } else if (bad && policies.bad().equals("reject")) {
                reject("bad_value", row);
            } else {
                if (bad) {
                    dropped++;
                    lessened.add("dropped_value," + row.source());
                }
                left.add(bad ? row.withNumber(null) : row);
            }
        }
    }

    void makeMissing(PolicyModel nodes, Function<Row, String> end) {
        for (Row row : left) {
            if (nodes.elements.putIfAbsent(end.apply(row), new Element("", "", null, null)) == null) {
                nodes.made++;
            }
        }
    }

    void rejectMissing(PolicyModel nodes, String reason, Function<Row, String> end) {
        List<Row> staying = new ArrayList<>();
        for (Row row : left) {
            if (nodes.elements.containsKey(end.apply(row))) {
                staying.add(row);
            } else {
                reject(reason, row);
            }
        }
        left = staying;
    }

    /** The last policy, after which the elements are known. */
    void unite() {
        Map<String, List<Row>> groups =
                left.stream().collect(Collectors.groupingBy(Row::key, TreeMap::new, Collectors.toList()));
        groups.forEach((key, group) -> {
            Optional<Element> element = element(group);
            if (element.isPresent()) {
                elements.put(key, element.get());
                merged += group.size() - 1;
            } else {
                group.forEach(row -> reject("duplicate_key", row));
            }
        });
    }

    private Optional<Element> element(List<Row> group) {
        List<Element> distinct = group.stream()
                .map(row -> new Element(row.start(), row.end(), row.text(), row.number()))
                .distinct()
                .toList();
        return switch (policies.duplicates()) {
            case "first" -> Optional.of(first(group));
            case "merge" -> merge(distinct);
            default -> distinct.size() == 1 ? Optional.of(distinct.get(0)) : Optional.empty();
        };
    }

    private static Element first(List<Row> group) {
        Comparator<Row> order = Comparator.comparing(Row::order, Comparator.nullsLast(Comparator.reverseOrder()));
        Row first = group.stream()
                .min(order.thenComparing(Row::text, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(Row::number, Comparator.nullsLast(Comparator.naturalOrder())))
                .orElseThrow();
        return new Element(first.start(), first.end(), first.text(), first.number());
    }

    private static Optional<Element> merge(List<Element> distinct) {
        Element any = distinct.get(0);
        List<String> texts = distinct.stream()
                .map(Element::text)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        List<Integer> numbers = distinct.stream()
                .map(Element::number)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return texts.size() > 1 || numbers.size() > 1
                ? Optional.empty()
                : Optional.of(new Element(
                        any.start(),
                        any.end(),
                        texts.isEmpty() ? null : texts.get(0),
                        numbers.isEmpty() ? null : numbers.get(0)));
    }

    private void reject(String reason, Row row) {
        rejected.add(reason + "," + row.source());
    }

    /** What the reject file holds: rows that were rejected, and rows that lost values. */
    List<String> told() {
        List<String> all = new ArrayList<>(rejected);
        all.addAll(lessened);
        return all;
    }

    /** How many rows of the reject file there are for each reason. */
    Map<String, Long> reasons() {
        Map<String, Long> reasons = new LinkedHashMap<>();
        Collection<String> words = told().stream()
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
        words.forEach(word -> reasons.merge(word, 1L, Long::sum));
        return reasons;
    }
}
