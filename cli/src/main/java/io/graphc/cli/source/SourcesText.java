package io.graphc.cli.source;

import io.graphc.cli.source.SourceDraft.ColumnDraft;
import io.graphc.cli.source.SourceDraft.TableDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Sources as lines of YAML, one key a line. */
final class SourcesText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    /** A type: what can stand without quotes in it does no harm to YAML outside of lists and maps in brackets. */
    private static final Pattern PLAIN_TYPE = Pattern.compile("[a-z][a-z0-9_(), ]*");

    /** Texts that YAML or its readers take for something else. */
    private static final Set<String> SPECIAL =
            Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan");

    private static final String STEP = "  ";

    private SourcesText() {}

    /** A whole file. */
    static List<String> file(List<SourceDraft> sources) {
        List<String> lines = new ArrayList<>(List.of("version: 2", "", "sources:"));
        sources.forEach(source -> lines.addAll(source(source, STEP)));
        return lines;
    }

    /** A source, as an item of the list of them. */
    static List<String> source(SourceDraft source, String indent) {
        List<String> lines = new ArrayList<>();
        lines.add(indent + "- name: " + scalar(source.name()));
        source.schema().ifPresent(schema -> lines.add(indent + STEP + "schema: " + scalar(schema)));
        lines.addAll(tables(source.tables(), indent + STEP));
        return lines;
    }

    /** The key {@code tables} with its items. */
    static List<String> tables(List<TableDraft> tables, String indent) {
        List<String> lines = new ArrayList<>();
        lines.add(indent + "tables:");
        tables.forEach(table -> lines.addAll(table(table, indent + STEP)));
        return lines;
    }

    /** A table, as an item of the list of them. */
    static List<String> table(TableDraft table, String indent) {
        List<String> lines = new ArrayList<>();
        lines.add(indent + "- name: " + scalar(table.name()));
        table.description().ifPresent(text -> lines.add(indent + STEP + description(text)));
        table.location().ifPresent(location -> {
            lines.add(indent + STEP + "config:");
            lines.add(indent + STEP + STEP + "external_location: " + quoted(location));
        });
        if (!table.columns().isEmpty()) {
            lines.addAll(columns(table.columns(), indent + STEP));
        }
        return lines;
    }

    /** The key {@code columns} with its items. */
    static List<String> columns(List<ColumnDraft> columns, String indent) {
        List<String> lines = new ArrayList<>();
        lines.add(indent + "columns:");
        columns.forEach(column -> lines.addAll(column(column, indent + STEP)));
        return lines;
    }

    /** A column, as an item of the list of them. */
    static List<String> column(ColumnDraft column, String indent) {
        List<String> lines = new ArrayList<>();
        String remark = column.remark()
                .map(text -> " # " + text.replaceAll("\\s+", " "))
                .orElse("");
        lines.add(indent + "- name: " + scalar(column.name()) + remark);
        column.type().ifPresent(type -> lines.add(indent + STEP + "data_type: " + type(type)));
        column.description().ifPresent(text -> lines.add(indent + STEP + description(text)));
        return lines;
    }

    /** Descriptions may hold templates, but what a catalog says is none. */
    private static String description(String text) {
        return "description: " + quoted(text.replaceAll("\\{(?=[{%#])", "{ "));
    }

    private static String type(String text) {
        return PLAIN_TYPE.matcher(text).matches() ? text : quoted(text);
    }

    private static String scalar(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !SPECIAL.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : quoted(text);
    }

    /** In double quotes, everything escaped that YAML would read as more than text. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(character -> {
            switch (character) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (character < ' ' || character == 0x7f || (character >= 0x80 && character < 0xa0)) {
                        quoted.append(String.format(Locale.ROOT, "\\x%02x", character));
                    } else if (character >= 0xd800 && character < 0xe000) {
                        quoted.append("\\ufffd");
                    } else {
                        quoted.appendCodePoint(character);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
