package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.Column;
import io.graphc.plan.FileLocation;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Finds every value of one CSV file that does not parse, and every row that is no row, with the lines that they stand on.
 * DuckDB finds them; a walk over the file then tells the lines, which DuckDB does not know for rows that it could read.
 */
final class CsvInspection {
    private static final AtomicLong REJECTS = new AtomicLong();

    private final FileRows rows;
    private final CsvLayout layout;
    private final Path file;

    CsvInspection(FileRows rows, CsvLayout layout, Path file) {
        this.rows = rows;
        this.layout = layout;
        this.file = file;
    }

    /** A value that does not parse, in the n-th row that DuckDB could read. */
    private record BadValue(long row, int column, String text) {}

    /** A record that DuckDB could not read as a row, by its number in the file. */
    private record Rejected(long number, String kind, String message) {}

    private record Told(int line, String text) {}

    BadValues.InFile inspect(DuckDbSession.Connected connected) throws SQLException {
        String rejects = "graphc_rejects_" + REJECTS.incrementAndGet();
        String options = ", store_rejects=true, rejects_table='" + rejects + "', rejects_scan='" + rejects + "_scan'";
        long values = connected.queryLong(
                "SELECT " + String.join(" + ", counts()) + " FROM " + layout.read(List.of(file), location(), options));
        long records = connected.queryLong("SELECT count(DISTINCT line) FROM " + rejects);
        List<Rejected> rejected = connected.query(
                "SELECT line, min(CAST(error_type AS VARCHAR)), min(error_message) FROM " + rejects
                        + " GROUP BY line ORDER BY line LIMIT " + BadValues.TOLD,
                row -> new Rejected(row.getLong(1), row.getString(2), String.valueOf(row.getString(3))));
        connected.execute("DROP TABLE " + rejects);
        connected.execute("DROP TABLE " + rejects + "_scan");
        List<BadValue> bad = values == 0
                ? List.of()
                : connected.query(
                        firstBadValues(), row -> new BadValue(row.getLong(1), row.getInt(2), row.getString(3)));
        Set<String> columns = new LinkedHashSet<>();
        bad.forEach(value -> columns.add(rows.columns().get(value.column()).name()));
        return new BadValues.InFile(values, records, tell(bad, rejected), columns);
    }

    private FileLocation location() {
        return rows.location();
    }

    /** Terms that together count the bad values; every place is read, so that DuckDB checks them all. */
    private List<String> counts() {
        List<String> counts = new ArrayList<>();
        for (int i = 0; i < rows.columns().size(); i++) {
            Column column = rows.columns().get(i);
            String isBad = StrictCast.isBad(layout.text(i, column, location()), column.type());
            counts.add("count(*) FILTER (WHERE " + isBad + ")");
        }
        for (int i = 0; i < layout.width(); i++) {
            counts.add("0 * count(" + CsvLayout.place(i) + ")");
        }
        return counts;
    }

    private String firstBadValues() {
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < rows.columns().size(); i++) {
            Column column = rows.columns().get(i);
            String text = layout.text(i, column, location());
            faults.add("CASE WHEN " + StrictCast.isBad(text, column.type()) + " THEN {'at': " + i + ", 'text': left("
                    + CsvLayout.place(layout.positions().get(i)) + ", 100)} END");
        }
        return "SELECT number, fault['at'], fault['text'] FROM (SELECT number, unnest(faults) AS fault FROM ("
                + "SELECT row_number() OVER () AS number, list_filter([" + String.join(", ", faults)
                + "], lambda fault: fault IS NOT NULL) AS faults FROM "
                + layout.read(List.of(file), location(), ", ignore_errors=true")
                + ") WHERE len(faults) > 0) LIMIT " + BadValues.TOLD;
    }

    /** Words for the first ten faults, in the order of their lines. */
    private List<String> tell(List<BadValue> bad, List<Rejected> rejected) {
        List<Told> told = new ArrayList<>();
        try (CsvRecords records = CsvRecords.open(file, CsvLayout.delimiter(location()))) {
            long row = 0;
            int nextBad = 0;
            int nextRejected = 0;
            boolean header = location().header();
            while ((nextBad < bad.size() || nextRejected < rejected.size()) && records.next()) {
                if (nextRejected < rejected.size() && rejected.get(nextRejected).number() <= records.number()) {
                    told.add(tell(rejected.get(nextRejected++), records.line()));
                } else if (header) {
                    header = records.isBlank();
                } else if (!records.isBlank() || layout.width() == 1) {
                    row++;
                    while (nextBad < bad.size() && bad.get(nextBad).row() == row) {
                        told.add(tell(bad.get(nextBad++), records.line()));
                    }
                }
            }
        } catch (IOException e) {
            throw rows.unreadable(file.toString(), e);
        }
        return told.stream()
                .sorted(Comparator.comparingInt(Told::line))
                .limit(BadValues.TOLD)
                .map(Told::text)
                .toList();
    }

    private Told tell(BadValue bad, int line) {
        Column column = rows.columns().get(bad.column());
        return new Told(
                line,
                "line " + line + ", column `" + column.name() + "`: " + BadValues.shown(bad.text()) + " is no "
                        + column.type());
    }

    private static Told tell(Rejected rejected, int line) {
        String reason = switch (rejected.kind().toUpperCase(Locale.ROOT)) {
            case "MISSING COLUMNS", "TOO MANY COLUMNS" ->
                rejected.message()
                        .replace("Expected Number of Columns: ", "expected number of values ")
                        .replace(" Found: ", ", found ");
            case "UNQUOTED VALUE" -> "a quote is not closed, or text follows it";
            case "INVALID ENCODING" -> "not UTF-8";
            default -> rejected.message();
        };
        return new Told(line, "line " + line + ": " + reason);
    }
}
