package io.graphc.compiler.sql.duckdb;

import io.graphc.testkit.TrinoSchema;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a real Trino answers, spelt as the recorded rows are. */
final class TrinoAnswer {
    private static final Pattern ZONED = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d)(\\.\\d+)? "
            + "([A-Za-z]+(?:/[A-Za-z_]+)*|[+-]\\d\\d:\\d\\d)");

    private TrinoAnswer() {}

    static RecordedRow of(RecordedRow asked, TrinoSchema.Rows rows) {
        if (rows.failure().isPresent()) {
            String message = rows.failure().get().message().lines().findFirst().orElse("");
            return new RecordedRow(asked.question(), "!", ShownValue.escaped("ERROR " + message));
        }
        List<TrinoSchema.Column> columns = rows.columns();
        String types = asked.isQuery()
                ? columns.stream()
                        .map(column -> column.name() + " " + column.type())
                        .collect(Collectors.joining(", "))
                : columns.get(0).type();
        List<String> shown = new ArrayList<>();
        for (List<String> row : rows.rows()) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                values.add(value(row.get(i), columns.get(i).type()));
            }
            shown.add(String.join(" | ", values));
        }
        return new RecordedRow(asked.question(), types, ShownValue.normalized(String.join(" ;; ", shown)));
    }

    private static String value(String text, String type) {
        if (type.equals("uuid")) {
            return text.replace("'", "");
        }
        boolean zoned = type.contains("timestamp") && type.contains("with time zone");
        return ShownValue.escaped(zoned ? ZONED.matcher(text).replaceAll(TrinoAnswer::inUtc) : text);
    }

    private static String inUtc(MatchResult match) {
        LocalDateTime local = LocalDateTime.parse(match.group(1) + "T" + match.group(2));
        LocalDateTime utc = local.atZone(ZoneId.of(match.group(4)))
                .withZoneSameInstant(ZoneOffset.UTC)
                .toLocalDateTime();
        String seconds = utc.toLocalTime().toString();
        return utc.toLocalDate() + " " + (seconds.length() == 5 ? seconds + ":00" : seconds)
                + (match.group(3) == null ? "" : match.group(3)) + "Z";
    }
}
