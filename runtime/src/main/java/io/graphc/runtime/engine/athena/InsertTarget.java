package io.graphc.runtime.engine.athena;

import io.graphc.plan.RelationName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table that an {@code INSERT} adds rows to, its name quoted as graphc quotes names. */
final class InsertTarget {
    private static final String NAME = "\"(?:[^\"]|\"\")+\"";
    private static final Pattern INSERT =
            Pattern.compile("INSERT INTO (" + NAME + "(?:\\." + NAME + "){1,2})[\\s(].*", Pattern.DOTALL);
    private static final Pattern PART = Pattern.compile(NAME);

    private InsertTarget() {}

    static Optional<RelationName> of(String sql) {
        Matcher insert = INSERT.matcher(sql);
        if (!insert.matches()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        Matcher part = PART.matcher(insert.group(1));
        while (part.find()) {
            String quoted = part.group();
            parts.add(quoted.substring(1, quoted.length() - 1).replace("\"\"", "\""));
        }
        int last = parts.size() - 1;
        return Optional.of(new RelationName(
                last == 2 ? Optional.of(parts.get(0)) : Optional.empty(), parts.get(last - 1), parts.get(last)));
    }
}
