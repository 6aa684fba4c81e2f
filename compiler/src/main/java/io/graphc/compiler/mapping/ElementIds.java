package io.graphc.compiler.mapping;

import io.graphc.compiler.query.SqlText;
import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.List;
import java.util.Optional;

/**
 * How elements are identified: parts joined by {@code |}, with {@code %} and {@code |} inside a part written {@code %25}
 * and {@code %7C}, so that different keys never meet in one id. A node is {@code label|tenant|key...}, a relationship
 * {@code TYPE|tenant|start id|end id|key...}. Described in docs/reference/graph-mapping.md; graphs that were loaded once
 * depend on it, so it never changes.
 */
public final class ElementIds {
    private static final String SEPARATOR = "|";

    private ElementIds() {}

    /** A part as it stands in an id. */
    public static String escape(String part) {
        return part.replace("%", "%25").replace(SEPARATOR, "%7C");
    }

    /** What all ids of an element type start with; an empty tenant stands for elements that no tenant owns. */
    public static String prefix(String name, String tenant) {
        return escape(name) + SEPARATOR + escape(tenant) + SEPARATOR;
    }

    /** The id of a node with these key values. */
    public static String nodeId(String label, String tenant, List<String> key) {
        return prefix(label, tenant)
                + String.join(SEPARATOR, key.stream().map(ElementIds::escape).toList());
    }

    /** The id of a relationship between two nodes; the key may be empty. */
    public static String relationshipId(String type, String tenant, String start, String end, List<String> key) {
        StringBuilder id = new StringBuilder(prefix(type, tenant));
        id.append(escape(start)).append(SEPARATOR).append(escape(end));
        key.forEach(part -> id.append(SEPARATOR).append(escape(part)));
        return id.toString();
    }

    /** Whether a column of this type can be part of a key: its text must be the same on every engine. */
    static boolean isKeyType(SqlType type) {
        return SqlTypes.isText(type)
                || SqlTypes.isInteger(type)
                || type == SqlTypes.BOOLEAN
                || type == SqlTypes.DATE
                || type == SqlTypes.UUID
                || type == SqlTypes.ANY
                || type instanceof SqlType.Decimal;
    }

    /** Whether equal values of both types have equal texts in an id. */
    static boolean sameKeyText(SqlType left, SqlType right) {
        if (left == SqlTypes.ANY || right == SqlTypes.ANY) {
            return true;
        }
        if (left instanceof SqlType.Decimal one && right instanceof SqlType.Decimal other) {
            return one.scale() == other.scale();
        }
        return (SqlTypes.isText(left) && SqlTypes.isText(right))
                || (SqlTypes.isInteger(left) && SqlTypes.isInteger(right))
                || left.equals(right);
    }

    /** SQL text for the id of the node whose key these columns hold; null where one of them is null. */
    static String nodeIdSql(String prefix, List<Column> key) {
        Concatenation id = new Concatenation().literal(prefix);
        appendParts(id, key, false);
        return id.sql();
    }

    /** SQL text for the id of a relationship between two nodes. */
    static String relationshipIdSql(String prefix, End start, End end, List<Column> key) {
        Concatenation id = new Concatenation().literal(prefix);
        start.appendTo(id);
        id.literal(SEPARATOR);
        end.appendTo(id);
        return withKey(id, key);
    }

    /** SQL text for the id of a relationship between two nodes whose ids these expressions give. */
    static String relationshipIdSql(String prefix, String startId, String endId, List<Column> key) {
        Concatenation id = new Concatenation().literal(prefix);
        id.expression(escapedSql(startId));
        id.literal(SEPARATOR);
        id.expression(escapedSql(endId));
        return withKey(id, key);
    }

    private static String withKey(Concatenation id, List<Column> key) {
        if (!key.isEmpty()) {
            id.literal(SEPARATOR);
            appendParts(id, key, false);
        }
        return id.sql();
    }

    /**
     * An end of a relationship.
     *
     * @param prefix the prefix of its node's ids
     * @param key the columns that hold the node's key, or the one that holds its id
     * @param whole whether that column holds the id as it is
     */
    record End(String prefix, List<Column> key, boolean whole) {
        End {
            key = List.copyOf(key);
        }

        String idSql() {
            return whole ? textSql(key.get(0)) : nodeIdSql(prefix, key);
        }

        private void appendTo(Concatenation id) {
            if (whole) {
                id.expression(partSql(key.get(0), false));
            } else {
                id.literal(escape(prefix));
                appendParts(id, key, true);
            }
        }
    }

    private static void appendParts(Concatenation id, List<Column> key, boolean nested) {
        String separator = nested ? escape(SEPARATOR) : SEPARATOR;
        for (int i = 0; i < key.size(); i++) {
            if (i > 0) {
                id.literal(separator);
            }
            id.expression(partSql(key.get(i), nested));
        }
    }

    /**
     * The text of a key column inside an id; {@code nested} where that id is itself a part of another. Types whose texts
     * hold neither of the two characters need no escaping, which saves two passes over every value.
     */
    private static String partSql(Column column, boolean nested) {
        String text = textSql(column);
        if (!SqlTypes.isText(column.type()) && column.type() != SqlTypes.ANY) {
            return text;
        }
        String escaped = escapedSql(text);
        return nested ? "replace(" + escaped + ", '%', '%25')" : escaped;
    }

    private static String escapedSql(String text) {
        return "replace(replace(" + text + ", '%', '%25'), '|', '%7C')";
    }

    /** A key column as text. */
    static String textSql(Column column) {
        String name = RelationName.quote(column.name());
        if (column.type() instanceof SqlType.Varchar) {
            return name;
        }
        String text = "CAST(" + name + " AS varchar)";
        // Trino pads char values with blanks, DuckDB does not.
        return column.type() instanceof SqlType.Char ? "rtrim(" + text + ")" : text;
    }

    /** Text literals and expressions joined by {@code ||}, neighbouring literals melted into one. */
    private static final class Concatenation {
        private final StringBuilder sql = new StringBuilder();
        private Optional<String> pending = Optional.empty();

        Concatenation literal(String text) {
            pending = Optional.of(pending.orElse("") + text);
            return this;
        }

        void expression(String expression) {
            flush();
            join(expression);
        }

        private void flush() {
            pending.ifPresent(text -> join(SqlText.literal(text)));
            pending = Optional.empty();
        }

        private void join(String part) {
            if (sql.length() > 0) {
                sql.append(" || ");
            }
            sql.append(part);
        }

        String sql() {
            flush();
            return sql.toString();
        }
    }
}
