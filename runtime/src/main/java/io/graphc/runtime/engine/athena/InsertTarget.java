package io.graphc.runtime.engine.athena;

import io.graphc.plan.RelationName;
import io.graphc.runtime.engine.warehouse.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table that an {@code INSERT} adds rows to, as graphc or a person writes it. */
final class InsertTarget {
    private static final String NAME = "(?:\"(?:[^\"]|\"\")++\"|[A-Za-z_][A-Za-z0-9_]*+)";
    private static final Pattern INSERT = Pattern.compile(
            Statement.BLANK + "*+INSERT" + Statement.BLANK + "++INTO" + Statement.BLANK + "*+(" + NAME + "(?:\\." + NAME
                    + "){0,2})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PART = Pattern.compile(NAME);

    private InsertTarget() {}

    /** Whether a statement adds rows to a table. */
    static boolean isInsert(String sql) {
        return INSERT.matcher(sql).lookingAt();
    }

    /** The table; empty where the statement adds no rows, or leaves the schema to who runs it. */
    static Optional<RelationName> of(String sql) {
        Matcher insert = INSERT.matcher(sql);
        if (!insert.lookingAt()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        Matcher part = PART.matcher(insert.group(1));
        while (part.find()) {
            parts.add(plain(part.group()));
        }
        int last = parts.size() - 1;
        return last == 0
                ? Optional.empty()
                : Optional.of(new RelationName(
                        last == 2 ? Optional.of(parts.get(0)) : Optional.empty(),
                        parts.get(last - 1),
                        parts.get(last)));
    }

    private static String plain(String name) {
        return name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name.toLowerCase(Locale.ROOT);
    }
}
