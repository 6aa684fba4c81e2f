package io.graphc.runtime.policy;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is told of the values that were left out, property by property. */
record Losses(List<String> words) {
    private static final int SHOWN_PROPERTIES = 10;
    private static final int VALUE_LENGTH = 80;
    private static final int COLUMNS = 4;

    Losses {
        words = List.copyOf(words);
    }

    /** Runs the query of {@link io.graphc.plan.PolicyPlan#losses()}. */
    static Losses of(QueryEngine engine, ElementPlan element, String engineSql) {
        List<String> words = new ArrayList<>();
        try (RowCursor rows = engine.query(engineSql)) {
            if (rows.next()) {
                for (int at = 0; at < rows.columns().size(); at += COLUMNS) {
                    long count = ((Number) Objects.requireNonNull(rows.getValue(at))).longValue();
                    if (count > 0) {
                        String number = rows.columns().get(at).name().replaceAll("\\D", "");
                        PropertyPlan property = element.values().get(Integer.parseInt(number));
                        words.add(words(property, count, rows, at));
                    }
                }
            }
        }
        return new Losses(words);
    }

    private static String words(PropertyPlan property, long count, RowCursor rows, int at) {
        String what = (property.isLabels() ? "labels" : "`" + property.name() + "`") + ": "
                + (count == 1 ? "1 value" : count + " values") + ", " + rows.getText(at + 1);
        String id = "`" + shortened(rows.getText(at + 2)) + "`";
        // In place of the labels there is but a mark for a value that has none.
        return property.isLabels()
                ? what + "; first at " + id
                : what + "; first `" + shortened(text(rows.getValue(at + 3))) + "` of " + id;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "null" : RejectText.of(value);
    }

    private static String shortened(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(VALUE_LENGTH).forEach(letter -> {
            if (Character.isISOControl(letter)) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", letter));
            } else {
                shown.appendCodePoint(letter);
            }
        });
        return shown + (text.codePointCount(0, text.length()) > VALUE_LENGTH ? "..." : "");
    }

    void addTo(Diagnostic.Builder told) {
        words.stream().limit(SHOWN_PROPERTIES).forEach(told::note);
        if (words.size() > SHOWN_PROPERTIES) {
            told.note("and " + (words.size() - SHOWN_PROPERTIES) + " more properties");
        }
    }
}
