package io.graphc.compiler.sql.fact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes random queries over {@link FactTables}: joins, conditions, grouping, set operations and numberings, nested. */
final class RandomQuery {
    private static final Map<String, List<String>> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("users", List.of("id", "boss", "score", "email", "team"));
        TABLES.put("orders", List.of("id", "user_id", "amount", "kind"));
        TABLES.put("items", List.of("order_id", "line", "tag"));
        TABLES.put("visits", List.of("user_id", "page"));
    }

    private final Random random;
    private int names;

    RandomQuery(Random random) {
        this.random = random;
    }

    /** A relation with an alias; numbers are the columns that hold integers. */
    private record Relation(String sql, String alias, List<String> numbers, List<String> texts) {}

    String query(int depth) {
        return block(depth, 1 + random.nextInt(4));
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private Relation relation(int depth) {
        String alias = "r" + names++;
        if (depth > 0 && random.nextInt(3) == 0) {
            int numbers = 1 + random.nextInt(3);
            List<String> columns = new ArrayList<>();
            for (int i = 0; i < numbers; i++) {
                columns.add(alias + ".n" + i);
            }
            return new Relation("(" + block(depth - 1, numbers) + ")", alias, columns, List.of());
        }
        String table = pick(List.copyOf(TABLES.keySet()));
        List<String> numbers = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (String column : TABLES.get(table)) {
            boolean text = List.of("email", "team", "kind", "tag", "page").contains(column);
            (text ? texts : numbers).add(alias + "." + column);
        }
        return new Relation(table, alias, numbers, texts);
    }

    /** A query that yields integer columns {@code n0}, {@code n1} and so on. */
    private String block(int depth, int columns) {
        if (depth > 0 && random.nextInt(6) == 0) {
            String operation = pick(List.of("UNION", "UNION ALL", "INTERSECT", "EXCEPT"));
            return "SELECT * FROM (" + block(depth - 1, columns) + ") " + operation + " SELECT * FROM ("
                    + block(depth - 1, columns) + ")";
        }
        List<Relation> relations = new ArrayList<>();
        relations.add(relation(depth));
        StringBuilder from = new StringBuilder(
                relations.get(0).sql() + " " + relations.get(0).alias());
        while (relations.size() < 3 && random.nextInt(2) == 0) {
            Relation next = relation(depth);
            relations.add(next);
            String kind = pick(List.of("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "JOIN", "LEFT JOIN"));
            from.append(' ')
                    .append(kind)
                    .append(' ')
                    .append(next.sql())
                    .append(' ')
                    .append(next.alias());
            from.append(" ON ").append(pick(next.numbers())).append(" = ");
            from.append(pick(relations.get(random.nextInt(relations.size() - 1)).numbers()));
            if (random.nextInt(3) == 0) {
                from.append(" AND ").append(condition(relations));
            }
        }
        String where = random.nextInt(2) == 0 ? " WHERE " + condition(relations) : "";
        if (random.nextInt(4) == 0) {
            where += (where.isEmpty() ? " WHERE " : " AND ") + condition(relations);
        }
        return switch (random.nextInt(4)) {
            case 0 -> grouped(relations, columns, from + where);
            case 1 -> numbered(relations, columns, from + where);
            default -> plain(relations, columns, from + where);
        };
    }

    private String number(List<Relation> relations) {
        String column = pick(relations.get(random.nextInt(relations.size())).numbers());
        return switch (random.nextInt(9)) {
            case 0 -> "coalesce(" + column + ", 0)";
            case 1 -> "CASE WHEN " + column + " > 1 THEN 1 ELSE 2 END";
            case 2 -> "CAST(" + column + " AS BIGINT)";
            case 3 -> String.valueOf(random.nextInt(3));
            default -> column;
        };
    }

    private String plain(List<Relation> relations, int columns, String from) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            items.add(number(relations) + " AS n" + i);
        }
        String limit = random.nextInt(8) == 0 ? " LIMIT " + random.nextInt(3) : "";
        return "SELECT " + (random.nextInt(4) == 0 ? "DISTINCT " : "") + String.join(", ", items) + " FROM " + from
                + limit;
    }

    private String numbered(List<Relation> relations, int columns, String from) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            items.add(number(relations) + " AS n" + i);
        }
        String partition = pick(relations.get(0).numbers());
        String inner = "SELECT " + String.join(", ", items) + ", " + partition
                + " AS p, row_number() OVER (PARTITION BY " + partition + " ORDER BY 1) AS rn FROM " + from;
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            kept.add((i == 0 ? "p" : "n" + i) + " AS n" + i);
        }
        String filter = random.nextBoolean() ? " WHERE rn = 1" : "";
        return "SELECT " + String.join(", ", kept) + " FROM (" + inner + ") numbered" + filter;
    }

    private String grouped(List<Relation> relations, int columns, String from) {
        List<String> items = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            if (random.nextBoolean()) {
                String group =
                        pick(relations.get(random.nextInt(relations.size())).numbers());
                groups.add(group);
                items.add(group + " AS n" + i);
            } else {
                String column =
                        pick(relations.get(random.nextInt(relations.size())).numbers());
                items.add(
                        pick(List.of("max(" + column + ")", "count(*)", "sum(" + column + ")", "count(" + column + ")"))
                                + " AS n" + i);
            }
        }
        if (!groups.isEmpty() && random.nextInt(4) == 0) {
            groups.add(pick(relations.get(0).numbers()));
        }
        String by = groups.isEmpty() ? "" : " GROUP BY " + String.join(", ", groups);
        if (!groups.isEmpty() && random.nextInt(6) == 0) {
            by = " GROUP BY ROLLUP (" + String.join(", ", groups) + ")";
        }
        return "SELECT " + String.join(", ", items) + " FROM " + from + by;
    }

    private String condition(List<Relation> relations) {
        Relation one = relations.get(random.nextInt(relations.size()));
        Relation other = relations.get(random.nextInt(relations.size()));
        String column = pick(one.numbers());
        return switch (random.nextInt(9)) {
            case 0 -> column + " IS NOT NULL";
            case 1 -> column + " = " + random.nextInt(4);
            case 2 -> column + " IN (0, 1)";
            case 3 -> column + " = " + pick(other.numbers());
            case 4 -> column + " IN (SELECT id FROM users)";
            case 5 -> column + " > 0 OR " + pick(other.numbers()) + " IS NULL";
            case 6 -> "NOT (" + column + " = 1)";
            case 7 -> column + " + 1 < 3";
            default -> one.texts().isEmpty() ? column + " IS NULL" : pick(one.texts()) + " = 'red'";
        };
    }
}
