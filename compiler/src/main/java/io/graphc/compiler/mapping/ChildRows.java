package io.graphc.compiler.mapping;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.plan.Cardinality;
import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of another relation that hold the values of a property, bound: they are gathered into an array for each value
 * of the columns that lead to them, and joined to the mapping's own rows. Nulls among the values are left out.
 *
 * @param parent columns of the mapping's relation
 * @param child the columns of the other relation that hold the same values
 * @param column the column of the values
 * @param orderBy what a list is in the order of, in SQL
 */
record ChildRows(BoundRelation relation, List<Column> parent, List<Column> child, Column column, List<String> orderBy) {
    ChildRows {
        parent = List.copyOf(parent);
        child = List.copyOf(child);
        orderBy = List.copyOf(orderBy);
    }

    /** The name of the array in a query in which this is the property with a number. */
    static String valuesName(int number) {
        return RelationName.quote("~values" + number);
    }

    /** The join that brings the array, under the name of {@link #valuesName}. */
    String joinSql(int number, String valueSql, Cardinality cardinality) {
        List<String> keys = new ArrayList<>();
        List<String> grouped = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < child.size(); i++) {
            String key = RelationName.quote("~on" + number + "_" + i);
            String column = RelationName.quote(child.get(i).name());
            keys.add(column + " AS " + key);
            grouped.add(column);
            conditions.add(RelationName.quote(parent.get(i).name()) + " = " + key);
        }
        List<String> order = new ArrayList<>(orderBy);
        order.add(valueSql);
        String distinct = cardinality == Cardinality.SET ? "DISTINCT " : "";
        return "\nLEFT JOIN (\n  SELECT " + String.join(", ", keys) + ", array_agg(" + distinct + valueSql
                + " ORDER BY "
                + String.join(", ", order) + ") AS " + valuesName(number) + "\n  FROM " + relation.sql() + "\n  WHERE "
                + RelationName.quote(this.column.name()) + " IS NOT NULL\n  GROUP BY " + String.join(", ", grouped)
                + "\n) ON " + String.join(" AND ", conditions);
    }
}
