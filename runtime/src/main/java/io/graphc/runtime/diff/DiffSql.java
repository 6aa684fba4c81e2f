package io.graphc.runtime.diff;

import io.graphc.plan.Column;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.engine.FormerRows;
import io.graphc.runtime.engine.RowHash;
import io.graphc.runtime.engine.RowsQuery;
import io.graphc.runtime.engine.SqlLiterals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The SQL about the differences of one element type: plain enough for Trino and Athena, which have the same functions. Rows
 * are compared value by value, so that old and new can be shown; where an engine has told by hashes which rows differ, only
 * those.
 *
 * @param element the type as the project has it
 * @param shape what it was like when the state was written; empty where the state has no table for it
 * @param pendingShape what it was like in a load that has not ended well; empty where there is none
 * @param differing the rows that are new or changed, and those of the state that are no more as they were; only these are
 *     looked at. Empty where all are
 * @param made tables of the ids of staged nodes that have no row of their own, since relationships make them
 */
record DiffSql(
        ElementPlan element,
        ElementTables tables,
        Optional<Shape> shape,
        Optional<Shape> pendingShape,
        Optional<RelationName> differing,
        List<RelationName> made) {
    static final String WRITTEN = FormerRows.WRITTEN;
    static final String CHANGE = quote("~change");
    private static final String CHANGED_NAME = "~changed";
    static final String CHANGED = quote(CHANGED_NAME);
    static final String ID = quote(ElementQuery.ID);

    static String quote(String name) {
        return RelationName.quote(name);
    }

    boolean link() {
        return element instanceof RelationshipPlan;
    }

    DiffSql withTables(ElementTables others) {
        return new DiffSql(element, others, shape, pendingShape, differing, made);
    }

    /** The same with a look at all rows. */
    DiffSql ofAll() {
        return new DiffSql(element, tables, shape, pendingShape, Optional.empty(), made);
    }

    List<String> keys() {
        return link() ? List.of(ElementQuery.ID, ElementQuery.FROM, ElementQuery.TO) : List.of(ElementQuery.ID);
    }

    /** The element type with all that the target may hold of it, what it has no more included. */
    ElementPlan whole() {
        Set<String> labels = new TreeSet<>();
        Stream.concat(shape.stream(), pendingShape.stream())
                .flatMap(Shape::formerLabels)
                .forEach(labels::add);
        if (element instanceof NodePlan node) {
            node.optionalLabels().forEach(labels::remove);
            node.labels().forEach(labels::remove);
        }
        return Shape.withFormer(element, lost(), labels);
    }

    /** Whether the type has a property no more. */
    boolean isLost(PropertyPlan property) {
        return element.values().stream().noneMatch(now -> now.name().equals(property.name()));
    }

    /** The properties that the type had and has no more; the target may still hold values of them. */
    private List<PropertyPlan> lost() {
        List<PropertyPlan> lost = new ArrayList<>();
        Stream.concat(shape.stream(), pendingShape.stream())
                .flatMap(before -> before.without(element).stream())
                .filter(property ->
                        lost.stream().noneMatch(known -> known.name().equals(property.name())))
                .forEach(lost::add);
        return lost;
    }

    /** Whether the state's table has other columns than the element has now. */
    boolean reshaped() {
        return shape.isPresent()
                && !shape.get().properties().equals(Shape.of(element).properties());
    }

    String staged() {
        return differing
                .map(rows -> "(SELECT * FROM " + rows.quoted() + " WHERE " + quote(RowHash.COLUMN) + " IS NOT NULL)")
                .orElse(element.query().staged().quoted());
    }

    /** Whether nothing was ever loaded of the type and no table of changes is made of it: every staged row is new. */
    boolean isFirst() {
        return tables.whole() && shape.isEmpty() && pendingShape.isEmpty();
    }

    /** The differences as they were computed last. */
    String changes() {
        return isFirst() ? inserts(staged()) : tables.changes().quoted();
    }

    /** The differences of a load that has begun. */
    String pending() {
        String table = tables.pending().quoted();
        return tables.whole() ? inserts(table) : table;
    }

    private String inserts(String rows) {
        return "(SELECT " + aliased("w") + ", 'I' AS " + CHANGE + ", '' AS " + CHANGED + " FROM " + rows + " AS w)";
    }

    /** The rows of the state; where no load ended well there is no table, and none of its columns but these is asked for. */
    String state() {
        if (differing.isPresent()) {
            return "(SELECT * FROM " + differing.get().quoted() + " WHERE " + quote(RowHash.COLUMN) + " IS NULL)";
        }
        return shape.isPresent()
                ? tables.state().quoted()
                : keys().stream()
                        .map(key -> "CAST(NULL AS VARCHAR) AS " + quote(key) + ", ")
                        .collect(Collectors.joining(
                                "", "(SELECT ", "CAST(NULL AS TIMESTAMP) AS " + quote(WRITTEN) + " WHERE false)"));
    }

    /**
     * The changes of the rows that are staged.
     *
     * @param everything whether every row counts as changed
     * @param shared queries of the ids that other tenants have too, in a column {@code ~id}
     */
    String compare(boolean everything, List<String> shared) {
        List<String> conditions = conditions();
        boolean pending = pendingShape.isPresent();
        String joined = " LEFT JOIN " + state() + " AS o ON o." + ID + " = n." + ID
                + (pending ? " LEFT JOIN " + pending() + " AS p ON p." + ID + " = n." + ID : "")
                + (emptied().isPresent() ? " LEFT JOIN " + madeIds() + " AS m ON m." + ID + " = n." + ID : "");
        List<String> differs = new ArrayList<>(List.of("o." + ID + " IS NULL"));
        if (pending) {
            differs.add("p." + ID + " IS NOT NULL");
        }
        moved().ifPresent(differs::add);
        differs.addAll(conditions);
        if (everything || relabelled()) {
            differs.add("true");
        }
        String present = "SELECT " + keyColumns(pending) + ", CASE"
                + moved().map(moved -> " WHEN " + moved + " THEN 'M'").orElse("") + " WHEN o." + ID
                + " IS NULL THEN 'I'"
                + emptied().map(emptied -> " WHEN " + emptied + " THEN 'P'").orElse("")
                + " ELSE 'U' END AS " + CHANGE + ", " + marks(everything, pending, conditions)
                + " AS " + CHANGED + " FROM " + staged() + " AS n" + joined + " WHERE " + String.join(" OR ", differs);
        return present + (pending ? " UNION ALL " + lostInPending(shared) : "");
    }

    /** What the state has and no staged row. */
    String absent(Stays stays) {
        return "SELECT " + aliased("o") + ", " + fate(stays) + ", '' FROM " + state() + " AS o LEFT JOIN " + staged()
                + " AS n ON n." + ID + " = o." + ID + " WHERE n." + ID + " IS NULL";
    }

    /** The changes of an element type that the project has no more: all goes, but for what other tenants have. */
    String compareRetired(Stays stays) {
        return "SELECT " + aliased("o") + ", "
                + fate(stays) + " AS " + CHANGE + ", '' AS " + CHANGED + " FROM "
                + state() + " AS o"
                + (pendingShape.isPresent()
                        ? " UNION ALL SELECT " + aliased("p") + ", " + leftover(stays.shared()) + ", '' FROM "
                                + pending() + " AS p LEFT JOIN "
                                + state() + " AS o ON o." + ID + " = p." + ID + " WHERE o." + ID
                                + " IS NULL"
                        : "");
    }

    /** For a relationship that moves, where it was. */
    private String keyColumns(boolean pending) {
        return keys().stream()
                .map(key -> {
                    String column = quote(key);
                    return key.equals(ElementQuery.ID)
                            ? "n." + column + " AS " + column
                            : "COALESCE(o." + column + (pending ? ", p." + column : "") + ", n." + column + ") AS "
                                    + column;
                })
                .collect(Collectors.joining(", "));
    }

    String aliased(String alias) {
        return keys().stream()
                .map(key -> alias + "." + quote(key) + " AS " + quote(key))
                .collect(Collectors.joining(", "));
    }

    private Optional<String> moved() {
        if (!link()) {
            return Optional.empty();
        }
        List<String> moved = new ArrayList<>();
        for (String key : List.of(quote(ElementQuery.FROM), quote(ElementQuery.TO))) {
            moved.add("o." + key + " <> n." + key);
            if (pendingShape.isPresent()) {
                moved.add("p." + key + " <> n." + key);
            }
        }
        return Optional.of("(" + String.join(" OR ", moved) + ")");
    }

    /** Whether the labels that all nodes of the type have are others than they were. */
    boolean relabelled() {
        return shape.isPresent()
                && !shape.get().labels().equals(Shape.of(element).labels());
    }

    /** For every value of the whole type: whether it differs. */
    List<String> conditions() {
        ValueComparison values = new ValueComparison(shape);
        return whole().values().stream()
                .map(property -> isLost(property) ? values.lost(property) : values.differs(property))
                .toList();
    }

    /** Whether a staged node is a made one and the target has values of it that it gave no more; empty where none can be. */
    private Optional<String> emptied() {
        if (made.isEmpty() || shape.isEmpty()) {
            return Optional.empty();
        }
        ValueComparison values = new ValueComparison(shape);
        List<String> gone = element.values().stream()
                .flatMap(value -> values.gone(value).stream())
                .toList();
        return gone.isEmpty()
                ? Optional.empty()
                : Optional.of("m." + ID + " IS NOT NULL AND (" + String.join(" OR ", gone) + ")");
    }

    private String madeIds() {
        return made.stream()
                .map(table -> "SELECT " + ID + " FROM " + table.quoted())
                .collect(Collectors.joining(" UNION ALL ", "(", ")"));
    }

    /** The number of changes of each kind among nodes that relationships make. */
    String madeCounts() {
        return counts("(SELECT c.* FROM " + changes() + " AS c JOIN " + madeIds() + " AS m ON m." + ID + " = c." + ID
                + ") AS made");
    }

    private String marks(boolean everything, boolean pending, List<String> conditions) {
        String all = "'" + "1".repeat(conditions.size()) + "'";
        if (everything || conditions.isEmpty()) {
            return all;
        }
        String each = conditions.stream()
                .map(condition -> "CASE WHEN " + condition + " THEN '1' ELSE '0' END")
                .collect(Collectors.joining(" || "));
        return "CASE" + (pending ? " WHEN p." + ID + " IS NOT NULL THEN " + all : "") + " WHEN o." + ID
                + " IS NULL THEN '' ELSE " + each + " END";
    }

    static String fate(Stays stays) {
        List<String> cases = new ArrayList<>();
        if (!stays.shared().isEmpty()) {
            cases.add("WHEN o." + in(stays.shared()) + " THEN 'R'");
        }
        if (!stays.ends().isEmpty()) {
            cases.add("WHEN o." + in(stays.ends()) + " THEN 'W'");
        }
        stays.oldest()
                .ifPresent(limit ->
                        cases.add("WHEN o." + quote(WRITTEN) + " > " + SqlLiterals.literal(limit) + " THEN 'W'"));
        return cases.isEmpty() ? "'D'" : "CASE " + String.join(" ", cases) + " ELSE 'D' END";
    }

    private static String in(List<String> queries) {
        return ID + " IN (" + String.join(" UNION ALL ", queries) + ")";
    }

    private static String leftover(List<String> shared) {
        return shared.isEmpty() ? "'X'" : "CASE WHEN p." + in(shared) + " THEN 'R' ELSE 'X' END";
    }

    /** What a dead run may have written and the project has no more. */
    private String lostInPending(List<String> shared) {
        return "SELECT " + aliased("p") + ", " + leftover(shared) + ", '' FROM "
                + pending() + " AS p LEFT JOIN " + staged()
                + " AS n ON n." + ID + " = p." + ID + " LEFT JOIN " + state() + " AS o ON o." + ID + " = p." + ID
                + " WHERE n." + ID + " IS NULL AND o." + ID + " IS NULL";
    }

    /** The number of changes of each kind, as letter and count. */
    String counts() {
        return counts(changes());
    }

    /** The number of changes of a load that has begun. */
    String pendingCounts() {
        return counts(pending());
    }

    private static String counts(String changes) {
        return "SELECT " + CHANGE + ", count(*) FROM " + changes + " GROUP BY " + CHANGE;
    }

    /** No changes, in the columns of changes. */
    String nothing() {
        return "SELECT " + aliased("n") + ", 'I' AS " + CHANGE + ", '' AS " + CHANGED + " FROM " + staged()
                + " AS n WHERE false";
    }

    /** The staged rows with kinds of change, the marks of changed properties last. */
    RowsQuery rows(Change... changes) {
        String unsorted = "SELECT "
                + keys().stream()
                        .map(name -> "n." + quote(name) + " AS " + quote(name))
                        .collect(Collectors.joining(", "))
                + whole().values().stream()
                        .map(property -> ", " + (isLost(property) ? "o." : "n.") + quote(property.name()) + " AS "
                                + quote(property.name()))
                        .collect(Collectors.joining())
                + ", c." + CHANGED + " AS " + CHANGED + " FROM " + staged() + " AS n JOIN "
                + pending() + " AS c ON c." + ID + " = n." + ID + lostColumns() + " WHERE c." + CHANGE
                + " IN " + Change.list(changes);
        return new RowsQuery(element, unsorted, " ORDER BY " + order("n"), rowColumns());
    }

    private List<Column> rowColumns() {
        List<Column> columns = new ArrayList<>(idColumns());
        whole().values()
                .forEach(property -> columns.add(
                        Column.of(property.name(), isLost(property) ? SqlTypes.VARCHAR : property.sqlType())));
        columns.add(Column.of(CHANGED_NAME, SqlTypes.VARCHAR));
        return columns;
    }

    /** Columns of nulls for the properties that the type lost. */
    private String lostColumns() {
        if (lost().isEmpty()) {
            return "";
        }
        String columns = lost().stream()
                .map(property -> "CAST(NULL AS VARCHAR) AS " + quote(property.name()))
                .collect(Collectors.joining(", "));
        return " CROSS JOIN (SELECT " + columns + ") AS o";
    }

    /** The ids of kinds of change. */
    RowsQuery ids(Change... changes) {
        String unsorted = "SELECT " + keys().stream().map(DiffSql::quote).collect(Collectors.joining(", ")) + " FROM "
                + pending() + " WHERE " + CHANGE + " IN " + Change.list(changes);
        return new RowsQuery(element, unsorted, " ORDER BY " + ID, idColumns());
    }

    private List<Column> idColumns() {
        return keys().stream().map(key -> Column.of(key, SqlTypes.VARCHAR)).toList();
    }

    /** The ids of what the load writes. */
    String writtenIds() {
        return "SELECT " + ID + " FROM " + pending() + " WHERE " + CHANGE + " IN " + Change.writes();
    }

    private String order(String alias) {
        List<String> columns =
                link() ? List.of(ElementQuery.TO, ElementQuery.FROM, ElementQuery.ID) : List.of(ElementQuery.ID);
        return columns.stream().map(name -> alias + "." + quote(name)).collect(Collectors.joining(", "));
    }
}
