package io.graphc.runtime.diff;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.engine.OwnTables;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.SqlLiterals;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The pages of the state of one target and tenant on an engine whose tables only grow. Each page says all that holds from then
 * on, so the last whole one counts and writing it is what makes a change of the state count. Only who has the lease writes.
 */
final class Ledger {
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    /** How an engine refuses a table that it cannot read, may not read, or no longer has. */
    private static final Set<DiagnosticCode> REFUSALS =
            EnumSet.of(DiagnosticCode.QUERY_FAILED, DiagnosticCode.NOT_ALLOWED_ON_ENGINE, DiagnosticCode.RELATION_GONE);

    private static final List<Column> COLUMNS = List.of(
            Column.of("page", SqlTypes.BIGINT),
            Column.of("part", SqlTypes.BIGINT),
            Column.of("parts", SqlTypes.BIGINT),
            Column.of("text", SqlTypes.VARCHAR));

    /** Of a page's text in one statement; engines limit the length of statements. */
    private static final int PART_LENGTH = 50_000;

    /** With more pages the table is written anew with the last one alone: each part is a file. */
    private static final int MANY_PAGES = 30;

    private final QueryEngine engine;
    private final OwnTables tables;
    private final RelationName table;
    private boolean there;
    private long number;

    Ledger(QueryEngine engine, OwnTables tables, RelationName table) {
        this.engine = engine;
        this.tables = tables;
        this.table = table;
    }

    /**
     * What holds.
     *
     * @param load the last load that was begun
     * @param committed the last load that ended well
     * @param from the ledger of another name that this page was taken over from and that may still be there
     */
    record Page(
            String target,
            String tenant,
            long load,
            long committed,
            List<Line> lines,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String from) {
        static final Page EMPTY = new Page("", "", 0, 0, List.of(), null);

        Page {
            lines = List.copyOf(lines);
        }

        /**
         * Whether this is a copy that a run left which was killed while it took a state over, so that the other page is in force.
         *
         * @param place the ledger that this page is in
         * @param other the page in the ledger that this one comes from; null where that is gone
         */
        boolean isCopy(String place, @Nullable Page other) {
            return from != null && other != null && !place.equals(other.from());
        }

        /** The same once the ledger that it was taken over from is gone. */
        Page settled() {
            return new Page(target, tenant, load, committed, lines, null);
        }

        /** The same as the project has it that takes it over: its element types have ids of their own. */
        Page takenOver(StateKey key, String ledger) {
            Set<String> ids = lines.stream().map(Line::element).collect(Collectors.toCollection(TreeSet::new));
            List<Line> own = lines.stream()
                    .map(line -> ids.add(key.own(line.element())) ? line.named(key.own(line.element())) : line)
                    .toList();
            return new Page(target, tenant, load, committed, own, ledger);
        }
    }

    /**
     * An element type; its tables by their names in the state's schema, shapes as JSON, null for none.
     *
     * @param whole whether the table of a load that has begun is that of all rows of a first load
     */
    record Line(
            String element,
            String name,
            @Nullable String state,
            @Nullable String pending,
            long rows,
            long kept,
            @Nullable Shape shape,
            @Nullable Shape begun,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean whole) {
        private Line named(String id) {
            return new Line(id, name, state, pending, rows, kept, shape, begun, whole);
        }
    }

    /**
     * The ledgers that are there, none of which is read.
     *
     * @param database the catalog to look into; empty for the one that the engine is at
     * @param names what their names are like, {@code %} for any letters
     */
    static List<RelationName> find(QueryEngine engine, Optional<String> database, String names) {
        String catalog = database.map(name -> RelationName.quote(name) + ".").orElse("");
        List<RelationName> found = new ArrayList<>();
        try (RowCursor rows = engine.query("SELECT table_schema, table_name FROM " + catalog
                + "information_schema.tables WHERE table_name LIKE '" + names.replace("_", "!_")
                + "' ESCAPE '!' ORDER BY 1, 2")) {
            while (rows.next()) {
                found.add(new RelationName(database, rows.getText(0), rows.getText(1)));
            }
        }
        return StateNames.inPlace(found);
    }

    /** Looks whether the table is there; the first page makes it. */
    void open() {
        if (tables.exists(table)) {
            know();
        }
    }

    /** Whether a failure says that the engine refuses to read a ledger. */
    static boolean isRefused(GraphcException failure) {
        return REFUSALS.contains(failure.diagnostic().code());
    }

    /** Takes it that the table is there. */
    void know() {
        tables.know(table, COLUMNS);
        there = true;
    }

    /** Another run may have made it by now. */
    private boolean isThere() {
        if (!there && tables.beginningWith(table).contains(table)) {
            know();
        }
        return there;
    }

    /** The last whole page; {@link Page#EMPTY} where nothing was written yet. */
    Page read() {
        if (!isThere()) {
            return Page.EMPTY;
        }
        List<String> parts = new ArrayList<>();
        Optional<String> whole = Optional.empty();
        long page = 0;
        try (RowCursor rows =
                rows("SELECT page, part, parts, text FROM " + table.quoted() + " ORDER BY page DESC, part")) {
            while (whole.isEmpty() && rows.next()) {
                if (rows.getLong(0) != page) {
                    page = rows.getLong(0);
                    number = Math.max(number, page);
                    parts.clear();
                }
                // One that the engine has written twice counts once.
                if (rows.getLong(1) == parts.size()) {
                    parts.add(rows.getText(3));
                }
                // A run that was killed between two parts leaves a page that nobody saw whole.
                whole = parts.size() == rows.getLong(2) ? Optional.of(String.join("", parts)) : Optional.empty();
            }
        }
        return whole.map(Ledger::parse).orElse(Page.EMPTY);
    }

    private RowCursor rows(String sql) {
        return tables.rows(COLUMNS, sql).orElseGet(() -> engine.query(sql));
    }

    private static Page parse(String text) {
        try {
            return JSON.readValue(text, Page.class);
        } catch (JsonProcessingException e) {
            throw new GraphcBugException("the state holds no page but " + text, e);
        }
    }

    void write(Page page) {
        String text = text(page);
        number++;
        int parts = Math.max(1, (text.length() + PART_LENGTH - 1) / PART_LENGTH);
        for (int i = 0; i < parts; i++) {
            String part = text.substring(i * PART_LENGTH, Math.min(text.length(), (i + 1) * PART_LENGTH));
            if (there) {
                add(number, i, parts, part);
            } else {
                tables.make(table, COLUMNS, row(number, i, parts, part));
                there = true;
            }
        }
        if (number % MANY_PAGES == 0) {
            tables.make(
                    table,
                    COLUMNS,
                    "SELECT page, part, parts, text FROM " + table.quoted() + " WHERE page = " + number);
        }
    }

    private void add(long page, int part, int parts, String text) {
        if (!tables.add(table, COLUMNS, row(page, part, parts, text))) {
            engine.execute(List.of("INSERT INTO " + table.quoted() + " VALUES (" + page + ", " + part + ", " + parts
                    + ", " + SqlLiterals.literal(text) + ")"));
        }
    }

    private static String row(long page, int part, int parts, String text) {
        return "SELECT CAST(" + page + " AS BIGINT) AS \"page\", CAST(" + part + " AS BIGINT) AS \"part\", CAST("
                + parts + " AS BIGINT) AS \"parts\", CAST(" + SqlLiterals.literal(text) + " AS VARCHAR) AS \"text\"";
    }

    /** Escaped to ASCII, so that a part never ends within a character. */
    private static String text(Page page) {
        try {
            String text = JSON.writeValueAsString(page);
            StringBuilder ascii = new StringBuilder(text.length());
            for (int i = 0; i < text.length(); i++) {
                char letter = text.charAt(i);
                if (letter < 0x7F) {
                    ascii.append(letter);
                } else {
                    ascii.append("\\u")
                            .append(Integer.toHexString(0x10000 | letter).substring(1));
                }
            }
            return ascii.toString();
        } catch (JsonProcessingException e) {
            throw new GraphcBugException("writing to memory", e);
        }
    }
}
