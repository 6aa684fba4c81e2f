package io.graphc.compiler.sql.fact;

import io.graphc.compiler.sql.calcite.FunctionOperator;
import io.graphc.compiler.sql.calcite.FunctionShape;
import io.graphc.compiler.sql.calcite.TiesLiteral;
import io.graphc.compiler.sql.fact.ExpressionFacts.Grouping;
import io.graphc.plan.Proof;
import io.graphc.plan.fact.ColumnFacts;
import io.graphc.plan.fact.RowBounds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/** What is known of the rows of one {@code SELECT ... FROM ... WHERE ... GROUP BY}. Good for one block. */
final class BlockFacts {
    private final SqlSelect select;
    private final JoinedRows rows;
    private final Slots slots;
    private final List<SqlNode> items;
    private final Grouping grouping;
    /** The output that tells a slot's value. */
    private final Map<Integer, Integer> outputs = new LinkedHashMap<>();

    /**
     * @param rows the rows after WHERE
     * @param items the select list, stars written out, without aliases
     */
    BlockFacts(SqlSelect select, JoinedRows rows, Slots slots, List<SqlNode> items, boolean aggregated) {
        this.select = select;
        this.rows = rows;
        this.slots = slots;
        this.items = items;
        this.grouping = aggregated ? grouping(select.getGroup()) : Grouping.NONE;
    }

    private static Grouping grouping(@Nullable SqlNodeList groups) {
        if (groups == null || groups.isEmpty()) {
            return Grouping.ALL;
        }
        boolean simple = groups.stream()
                .noneMatch(group -> group instanceof SqlNodeList
                        || Set.of(SqlKind.GROUPING_SETS, SqlKind.ROLLUP, SqlKind.CUBE, SqlKind.ROW)
                                .contains(group.getKind()));
        return simple ? Grouping.BY_EXPRESSIONS : Grouping.SETS;
    }

    QueryFacts find() {
        ExpressionFacts expressions = new ExpressionFacts(rows, slots, grouping);
        List<ColumnFacts> columns = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            columns.add(expressions.of(items.get(i)));
            OptionalInt told = slots.told(items.get(i));
            if (told.isPresent()) {
                outputs.putIfAbsent(told.getAsInt(), i);
            }
        }
        List<QueryFacts.Key> keys = keys();
        RowBounds bounds = bounds();
        if (select.isDistinct()) {
            keys.add(allColumns(items.size(), "SELECT DISTINCT"));
            bounds = new RowBounds(Math.min(1, bounds.least()), bounds.most());
        }
        return limited(new QueryFacts(columns, keys, bounds), select.getFetch(), select.getOffset());
    }

    static QueryFacts.Key allColumns(int count, String rule) {
        Set<Integer> all = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            all.add(i);
        }
        return new QueryFacts.Key(all, Proof.byRule(rule));
    }

    /** What ORDER BY, OFFSET and LIMIT leave. */
    static QueryFacts limited(QueryFacts facts, @Nullable SqlNode fetch, @Nullable SqlNode offset) {
        RowBounds bounds = offset == null ? facts.rows() : facts.rows().filtered();
        if (!(fetch instanceof SqlLiteral limit) || fetch instanceof TiesLiteral) {
            return facts.withRows(bounds);
        }
        RowBounds limited = bounds.limited(limit.longValue(true));
        List<QueryFacts.Key> keys = new ArrayList<>(facts.keys());
        if (limited.most() <= 1) {
            keys.add(QueryFacts.Key.of(Set.of(), Proof.byRule("LIMIT")));
        }
        return new QueryFacts(facts.columns(), keys, limited);
    }

    private RowBounds bounds() {
        RowBounds from = rows.rows();
        RowBounds grouped = switch (grouping) {
            case NONE -> from;
            case ALL -> RowBounds.ONE;
            case BY_EXPRESSIONS -> new RowBounds(Math.min(1, from.least()), from.most());
            case SETS -> RowBounds.ANY;
        };
        return select.getHaving() == null ? grouped : grouped.filtered();
    }

    private List<QueryFacts.Key> keys() {
        List<QueryFacts.Key> keys = new ArrayList<>();
        switch (grouping) {
            case ALL -> keys.add(QueryFacts.Key.of(Set.of(), Proof.byRule("an aggregate without GROUP BY")));
            case BY_EXPRESSIONS -> {
                Set<Integer> grouped = new TreeSet<>();
                grouped().ifPresent(key -> keys.add(QueryFacts.Key.of(key, Proof.byRule("GROUP BY"))));
                groups().forEach(group -> slots.told(group).ifPresent(grouped::add));
                // A key among what is grouped by makes groups of one row.
                rows.keys().stream()
                        .filter(key -> grouped.containsAll(key.columns()))
                        .forEach(key -> project(key, keys));
            }
            case NONE -> {
                rows.keys().forEach(key -> project(key, keys));
                numbered(keys);
            }
            default -> {}
        }
        return keys;
    }

    private List<SqlNode> groups() {
        SqlNodeList groups = select.getGroup();
        List<SqlNode> found = new ArrayList<>();
        for (SqlNode group : groups == null ? SqlNodeList.EMPTY : groups) {
            if (group instanceof SqlLiteral position) {
                int index = position.intValue(true) - 1;
                found.add(index >= 0 && index < items.size() ? items.get(index) : group);
            } else {
                found.add(group);
            }
        }
        return found;
    }

    /** The outputs that tell all that the rows are grouped by. */
    private Optional<Set<Integer>> grouped() {
        Set<Integer> key = new TreeSet<>();
        for (SqlNode group : groups()) {
            OptionalInt slot = slots.told(group);
            boolean constant = slot.isPresent() && rows.isConstant(slot.getAsInt());
            OptionalInt output = constant ? OptionalInt.empty() : output(group, slot);
            if (!constant && output.isEmpty()) {
                return Optional.empty();
            }
            output.ifPresent(key::add);
        }
        return Optional.of(key);
    }

    private OptionalInt output(SqlNode group, OptionalInt slot) {
        OptionalInt known = slot.isPresent() ? output(slot.getAsInt()) : OptionalInt.empty();
        if (known.isPresent()) {
            return known;
        }
        for (int i = 0; i < items.size(); i++) {
            if (!(group instanceof SqlIdentifier) && group.equalsDeep(items.get(i), Litmus.IGNORE)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private OptionalInt output(int slot) {
        for (int standIn : rows.standIns(slot)) {
            Integer output = outputs.get(standIn);
            if (output != null) {
                return OptionalInt.of(output);
            }
        }
        return OptionalInt.empty();
    }

    private Optional<Set<Integer>> project(Collection<Integer> columns) {
        Set<Integer> projected = new TreeSet<>();
        for (int slot : columns) {
            if (!rows.isConstant(slot)) {
                OptionalInt output = output(slot);
                if (output.isEmpty()) {
                    return Optional.empty();
                }
                projected.add(output.getAsInt());
            }
        }
        return Optional.of(projected);
    }

    private void project(QueryFacts.Key key, List<QueryFacts.Key> into) {
        project(key.columns()).ifPresent(columns -> into.add(QueryFacts.Key.of(columns, key.proof())));
    }

    /** {@code row_number()} is a key of every partition. */
    private void numbered(List<QueryFacts.Key> keys) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof SqlCall call
                    && call.getOperator() instanceof FunctionOperator function
                    && function.shape().name().equals("row_number")
                    && function.shape().window().isPresent()) {
                int number = i;
                partitions(call, function.shape()).flatMap(this::project).ifPresent(partition -> {
                    Set<Integer> key = new TreeSet<>(partition);
                    key.add(number);
                    keys.add(QueryFacts.Key.of(key, Proof.byRule("row_number()")));
                });
            }
        }
    }

    private Optional<Set<Integer>> partitions(SqlCall call, FunctionShape shape) {
        Set<Integer> partitions = new TreeSet<>();
        for (int i = shape.partitionsAt(); i < shape.windowOrdersAt(); i++) {
            OptionalInt slot = slots.told(call.operand(i));
            if (slot.isEmpty()) {
                return Optional.empty();
            }
            partitions.add(slot.getAsInt());
        }
        return Optional.of(partitions);
    }
}
