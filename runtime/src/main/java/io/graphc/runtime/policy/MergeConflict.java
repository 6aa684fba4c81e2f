package io.graphc.runtime.policy;

import io.graphc.diagnostic.Excerpt;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.RelationName;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What keeps {@code merge} from making one of the rows of a key: properties that they give different values. */
final class MergeConflict {
    private static final int SHOWN_VALUES = 3;
    private static final int VALUE_LENGTH = 40;

    private MergeConflict() {}

    /**
     * The properties that differ in the rows of the first key in conflict, each in words with its first values.
     *
     * @param conflicts SQL that yields the keys in conflict as {@code key}
     */
    static List<String> of(QueryEngine engine, ElementPlan element, String conflicts) {
        List<PropertyPlan> properties = element.properties();
        String columns = properties.stream()
                .map(property -> RelationName.quote(property.name()))
                .collect(Collectors.joining(", "));
        String id = RelationName.quote(ElementQuery.ID);
        String sql = "SELECT " + id + ", " + columns + " FROM "
                + element.query().staged().quoted() + " WHERE " + id + " = (SELECT min(c.\"key\") FROM (" + conflicts
                + "\n) AS c)";
        List<TreeSet<String>> values = new ArrayList<>();
        properties.forEach(property -> values.add(new TreeSet<>()));
        String key = "";
        try (RowCursor rows = engine.query(sql)) {
            while (rows.next()) {
                key = rows.getText(0);
                for (int i = 0; i < properties.size(); i++) {
                    if (!rows.isNull(i + 1)) {
                        add(values.get(i), String.valueOf(rows.getValue(i + 1)));
                    }
                }
            }
        }
        List<String> found = new ArrayList<>();
        for (int i = 0; i < properties.size(); i++) {
            if (values.get(i).size() > 1) {
                found.add("`" + Excerpt.of(key, VALUE_LENGTH) + "` has several values of `"
                        + properties.get(i).name() + "`: " + shown(values.get(i)));
            }
        }
        return found;
    }

    /** Keeps the first values alone, and one more that tells that there are others. */
    private static void add(NavigableSet<String> values, String value) {
        values.add(value);
        if (values.size() > SHOWN_VALUES + 1) {
            values.pollLast();
        }
    }

    private static String shown(NavigableSet<String> values) {
        String first = values.stream()
                .limit(SHOWN_VALUES)
                .map(value -> "`" + Excerpt.of(value.replaceAll("\\R", " "), VALUE_LENGTH) + "`")
                .collect(Collectors.joining(", "));
        return values.size() > SHOWN_VALUES ? first + " and more" : first;
    }
}
