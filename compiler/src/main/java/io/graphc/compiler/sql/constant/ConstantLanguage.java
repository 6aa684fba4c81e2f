package io.graphc.compiler.sql.constant;

import io.graphc.plan.SqlType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a text constant is read as. Each language says of a constant only what Trino certainly refuses, as observed on
 * Trino 435; what is left is for the engine to say.
 */
public enum ConstantLanguage {
    UNIT,
    REGEX,
    JSON_PATH,
    PERCENT_FORMAT,
    LETTER_FORMAT,
    ZONE;

    /** A parameter of a function, counted from 0. */
    public record Use(int argument, ConstantLanguage language) {}

    private static final Map<String, Use> FUNCTIONS = Map.ofEntries(
            Map.entry("date_trunc", new Use(0, UNIT)),
            Map.entry("date_add", new Use(0, UNIT)),
            Map.entry("date_diff", new Use(0, UNIT)),
            Map.entry("regexp_like", new Use(1, REGEX)),
            Map.entry("regexp_extract", new Use(1, REGEX)),
            Map.entry("regexp_extract_all", new Use(1, REGEX)),
            Map.entry("regexp_replace", new Use(1, REGEX)),
            Map.entry("regexp_split", new Use(1, REGEX)),
            Map.entry("regexp_count", new Use(1, REGEX)),
            Map.entry("regexp_position", new Use(1, REGEX)),
            Map.entry("json_extract", new Use(1, JSON_PATH)),
            Map.entry("json_extract_scalar", new Use(1, JSON_PATH)),
            Map.entry("json_size", new Use(1, JSON_PATH)),
            Map.entry("date_format", new Use(1, PERCENT_FORMAT)),
            Map.entry("date_parse", new Use(1, PERCENT_FORMAT)),
            Map.entry("format_datetime", new Use(1, LETTER_FORMAT)),
            Map.entry("parse_datetime", new Use(1, LETTER_FORMAT)),
            Map.entry("at_timezone", new Use(1, ZONE)),
            Map.entry("with_timezone", new Use(1, ZONE)),
            Map.entry("from_unixtime", new Use(1, ZONE)));

    /** The parameter of a function that is read so; empty for most functions. */
    public static Optional<Use> of(String function) {
        return Optional.ofNullable(FUNCTIONS.get(function));
    }

    /**
     * Why Trino refuses a constant; empty where it might not.
     *
     * @param types the types that the arguments are converted to, ANY where they are not known
     */
    public Optional<Fault> check(String value, List<SqlType> types) {
        return switch (this) {
            case UNIT -> UnitText.check(value, types.get(types.size() - 1));
            case REGEX -> RegexText.check(value);
            case JSON_PATH -> JsonPathText.check(value);
            case PERCENT_FORMAT -> FormatText.percent(value);
            case LETTER_FORMAT ->
                FormatText.letters(value, types.get(0) instanceof SqlType.Timestamp shown && !shown.withZone());
            case ZONE -> ZoneText.check(value);
        };
    }
}
