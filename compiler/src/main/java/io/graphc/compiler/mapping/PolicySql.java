package io.graphc.compiler.mapping;

import io.graphc.compiler.query.SqlText;
import io.graphc.plan.Column;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.PolicyPlan.Action;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.RelationName;
import io.graphc.source.MappedText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The SQL of an element type's policies, in Trino's dialect: what finds offences, the source rows that are rejected, and the
 * rows that stay. Policies come in this order: null keys, bad values, missing ends, duplicates; a row that one of them took
 * out is not there for the next.
 */
final class PolicySql {
    static final String NULL_KEYS = "null_keys";
    static final String BAD_VALUES = "bad_values";
    static final String BAD_IDS = "bad_ids";

    private static final String ID = RelationName.quote(ElementQuery.ID);
    private static final String DETAIL = RelationName.quote(ElementQuery.DETAIL);

    private final MappedElement element;
    private final BadValues bad;
    private final String staged;
    private final List<String> columns;
    private final SourceRows sources;

    PolicySql(MappedElement element, BadValues bad) {
        this.element = element;
        this.bad = bad;
        this.staged = element.staged().sql();
        this.columns = element.staged().columns().stream()
                .map(column -> RelationName.quote(column.name()))
                .toList();
        this.sources = new SourceRows(element);
    }

    private SqlText text() {
        return new SqlText(element.span());
    }

    private String all(String table) {
        return columns.stream().map(column -> table + column).collect(Collectors.joining(", "));
    }

    private String property(int index) {
        return RelationName.quote(element.properties().get(index).name());
    }

    /** Counts what can be told of each row by itself, in one scan. */
    MappedText counts() {
        String bads = bad.isEmpty()
                ? "CAST(0 AS bigint)"
                : element.policies().badValue().action() == Action.DROP
                        ? "COALESCE(sum(CASE WHEN " + ID + " IS NOT NULL THEN " + bad.number(this::property)
                                + " END), 0)"
                        : "count_if(" + bad.condition("", this::property) + ")";
        String ids = bad.idCondition()
                .filter(condition -> element.policies().badValue().action() == Action.DROP)
                .map(condition -> ", count_if(" + condition + ") AS " + BAD_IDS)
                .orElse("");
        return text().add("SELECT count_if(" + ID + " IS NULL) AS " + NULL_KEYS + ", " + bads + " AS " + BAD_VALUES
                        + ids + "\nFROM " + staged)
                .build();
    }

    MappedText badValues() {
        return text().add("SELECT " + ID + " || ' (' || " + bad.detail("", this::property) + " || ')' AS \"key\"\nFROM "
                        + staged + "\nWHERE " + bad.condition("", this::property) + "\nORDER BY 1")
                .build();
    }

    /** The ids that the target cannot hold, which no policy mends; {@code idCondition} is theirs. */
    MappedText badIds(String idCondition) {
        return text().add("SELECT " + ID + " AS \"key\"\nFROM " + staged + "\nWHERE " + idCondition + "\nORDER BY 1")
                .build();
    }

    MappedText rejectedNulls() {
        return rejected("s." + SourceRows.NULLS, "", "s." + ID + " IS NULL");
    }

    MappedText rejectedBadValues() {
        String condition = "s." + ID + " IS NOT NULL AND " + (element.united() ? badInAny() : badSource());
        return rejected(bad.detail("s.", SourceRows::value), "", condition);
    }

    /** The source rows that lose values. */
    MappedText rowsWithBadValues() {
        return rejected(bad.detail("s.", SourceRows::value), "", "s." + ID + " IS NOT NULL AND " + badSource());
    }

    /** One row that tells of the values that are left out. */
    MappedText losses() {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < element.properties().size(); i++) {
            told.addAll(bad.losses(i, property(i)));
        }
        return text().add("SELECT " + String.join(",\n  ", told) + "\nFROM " + staged)
                .build();
    }

    /** Rows of one id that agree are one staged row, which is rejected as a whole; others are staged one by one. */
    private String badInAny() {
        return "(" + badSource() + " OR s." + ID + " IN (SELECT " + ID + " FROM " + staged + " GROUP BY " + ID
                + " HAVING count(*) = 1 AND bool_or(" + bad.condition("", this::property) + ")))";
    }

    private String badSource() {
        return bad.condition("s.", SourceRows::value);
    }

    /** Source rows that are there when the first policies have done their work. */
    private String remaining() {
        boolean rejects = !bad.isEmpty() && element.policies().badValue().rejects();
        String whole =
                rejects && element.united() ? " AND s." + ID + " IN (SELECT " + ID + " FROM " + staged + ")" : "";
        return "s." + ID + " IS NOT NULL" + (rejects ? " AND NOT " + badSource() : "") + whole;
    }

    /**
     * The source rows one of whose ends is missing.
     *
     * @param before the node type at the end that was looked at before this one, where there was one
     */
    MappedText rejectedAtEnd(boolean start, MappedNode node, MappedNode before) {
        String column = "s." + RelationName.quote(start ? ElementQuery.FROM : ElementQuery.TO);
        String join = "\nLEFT JOIN " + node.element().staged().sql() + " n ON n." + ID + " = " + column;
        String other = start
                ? ""
                : " AND s." + RelationName.quote(ElementQuery.FROM) + " IN (SELECT " + ID + " FROM "
                        + before.element().staged().sql() + ")";
        return rejected(column, join, remaining() + " AND n." + ID + " IS NULL" + other);
    }

    MappedText rejectedDuplicates() {
        return rejected("CAST(NULL AS varchar)", "", remaining() + " AND s." + ID + " IN (" + conflicting(false) + ")");
    }

    MappedText refused(RelationName refused) {
        return text().add("SELECT " + ID + " AS \"key\"\nFROM " + refused.quoted() + "\nORDER BY 1")
                .build();
    }

    /** The source rows of what the graph target refused; a node that was made for a relationship has none. */
    MappedText rejectedByTarget(RelationName refused) {
        String join = "\nRIGHT JOIN " + refused.quoted() + " r ON r." + ID + " = s." + ID;
        return rejected("r", "r." + DETAIL, join, "r." + ID + " IS NOT NULL");
    }

    MappedText withoutRefused(RelationName refused) {
        return text().add("SELECT " + all("") + "\nFROM " + staged + "\nWHERE " + ID + " NOT IN (SELECT " + ID
                        + " FROM " + refused.quoted() + ")")
                .build();
    }

    private MappedText rejected(String detail, String join, String condition) {
        return rejected("s", detail, join, condition);
    }

    /** @param table the table of rows that has the ids */
    private MappedText rejected(String table, String detail, String join, String condition) {
        SqlText sql = text().add("SELECT " + table + "." + ID + " AS " + ID + ", " + detail + " AS " + DETAIL);
        List<String> order = new ArrayList<>(List.of("1"));
        int place = 2;
        for (Column column : sources.columns()) {
            String name = RelationName.quote(column.name());
            sql.add(", s." + name + " AS " + name);
            place++;
            if (CommonTypes.isOrdered(column.type())) {
                order.add(Integer.toString(place));
            }
        }
        sql.add("\nFROM ");
        sources.addTo(sql);
        return sql.add(join + "\nWHERE " + condition + "\nORDER BY " + String.join(", ", order))
                .build();
    }

    MappedText withoutNulls() {
        return text().add("SELECT " + all("") + "\nFROM " + staged + "\nWHERE " + ID + " IS NOT NULL")
                .build();
    }

    MappedText withoutBadRows() {
        return text().add("SELECT " + all("") + "\nFROM " + staged + "\nWHERE NOT " + bad.condition("", this::property))
                .build();
    }

    MappedText withoutBadValues() {
        List<String> kept = new ArrayList<>(
                columns.subList(0, columns.size() - element.properties().size()));
        for (int i = 0; i < element.properties().size(); i++) {
            String value = bad.kept(i, property(i));
            kept.add(value.equals(property(i)) ? value : value + " AS " + property(i));
        }
        return text().add("SELECT " + String.join(", ", kept) + "\nFROM " + staged)
                .build();
    }

    MappedText withEnd(boolean start, MappedNode node) {
        String column = RelationName.quote(start ? ElementQuery.FROM : ElementQuery.TO);
        return text().add("SELECT " + all("") + "\nFROM " + staged + "\nWHERE " + ID + " IS NULL OR " + column
                        + " IN (SELECT " + ID + " FROM "
                        + node.element().staged().sql() + ")")
                .build();
    }

    /** The ids of more than one staged row. */
    private String repeated() {
        return "SELECT " + ID + " FROM " + staged + " WHERE " + ID + " IS NOT NULL GROUP BY " + ID
                + " HAVING count(*) > 1";
    }

    /** Whether there can be rows of one id that no policy makes one. */
    boolean canConflict() {
        return switch (element.policies().duplicateKey().action()) {
            case FIRST -> false;
            case MERGE -> !element.properties().isEmpty();
            case ERROR, REJECT, CREATE, DROP -> true;
        };
    }

    MappedText conflicts() {
        return text().add(conflicting(true) + "\nORDER BY 1").build();
    }

    /** The ids whose rows no policy makes one, perhaps with the number of their rows. */
    private String conflicting(boolean counted) {
        if (element.policies().duplicateKey().action() == Action.MERGE) {
            String several = element.properties().stream()
                    .map(PropertyPlan::name)
                    .map(name -> "count(DISTINCT " + RelationName.quote(name) + ") > 1")
                    .collect(Collectors.joining(" OR "));
            return "SELECT " + ID + (counted ? " AS \"key\", count(*) AS \"rows\"" : "") + " FROM " + staged + " WHERE "
                    + ID + " IN (" + repeated() + ") GROUP BY " + ID + " HAVING " + several;
        }
        return "SELECT d." + ID + (counted ? " AS \"key\", sum(d.\"~number\") AS \"rows\"" : "") + " FROM (SELECT " + ID
                + ", count(*) AS \"~number\" FROM " + staged + " WHERE " + ID + " IN (" + repeated() + ") GROUP BY "
                + all("") + ") d GROUP BY d." + ID + " HAVING count(*) > 1";
    }

    /** One row for each id; ids in conflict have none. */
    MappedText withoutDuplicates() {
        Policy policy = element.policies().duplicateKey();
        SqlText sql = text().add("SELECT " + all("") + "\nFROM " + staged + "\nWHERE " + ID + " IS NULL OR " + ID
                + " NOT IN (" + repeated() + ")\nUNION ALL\n");
        if (policy.action() == Action.FIRST) {
            first(sql, policy);
            return sql.build();
        }
        Function<String, String> value =
                policy.action() == Action.MERGE ? column -> "arbitrary(" + column + ") AS " + column : column -> column;
        List<String> selected = new ArrayList<>(List.of(ID));
        columns.subList(1, columns.size()).forEach(column -> selected.add(value.apply(column)));
        String grouped = policy.action() == Action.MERGE ? ID : all("");
        sql.add("SELECT " + String.join(", ", selected) + "\nFROM " + staged + "\nWHERE " + ID + " IN (" + repeated()
                + ")" + (canConflict() ? " AND " + ID + " NOT IN (" + conflicting(false) + ")" : "") + "\nGROUP BY "
                + grouped);
        return sql.build();
    }

    /** The first row of each id in the order that the policy gives; what is equal in it goes by the values. */
    private void first(SqlText sql, Policy policy) {
        boolean drops = element.policies().badValue().action() == Action.DROP;
        List<String> order = new ArrayList<>(policy.orderBy());
        List<String> inner = new ArrayList<>();
        List<String> outer = new ArrayList<>();
        int ids = columns.size() - element.properties().size();
        columns.subList(0, ids).forEach(column -> {
            inner.add("s." + column + " AS " + column);
            outer.add("f." + column);
        });
        for (int i = 0; i < element.properties().size(); i++) {
            String value = "s." + SourceRows.value(i);
            String kept = drops ? bad.kept(i, value) : value;
            inner.add(kept + " AS " + property(i));
            outer.add("f." + property(i));
            order.add(kept);
        }
        sql.add("SELECT " + String.join(", ", outer) + "\nFROM (SELECT " + String.join(", ", inner)
                + ", row_number() OVER (PARTITION BY s." + ID + " ORDER BY " + String.join(", ", order)
                + ") AS \"~number\"\nFROM ");
        sources.addTo(sql);
        sql.add("\nWHERE " + remaining() + " AND s." + ID + " IN (" + repeated() + ")) f\nWHERE f.\"~number\" = 1");
    }
}
