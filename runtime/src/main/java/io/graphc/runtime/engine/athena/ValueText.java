package io.graphc.runtime.engine.athena;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as Athena writes them into results (Athena API reference, "GetQueryResults"), read as Java holds them. */
final class ValueText {
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4, 10, SignStyle.NORMAL)
            .appendPattern("-MM-dd")
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_LOCAL_TIME;
    /** Numbers of arrays keep all their digits. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private ValueText() {}

    /** The value of a column of that type; arrays come as JSON. */
    static Object read(SqlType type, String text) {
        if (type instanceof SqlType.Array array) {
            return array(array.element(), text);
        }
        if (type instanceof SqlType.Decimal) {
            return new BigDecimal(text);
        }
        if (type instanceof SqlType.Timestamp timestamp) {
            return timestamp.withZone() ? instant(text) : dateTime(text);
        }
        if (type instanceof SqlType.Time time && !time.withZone()) {
            return LocalTime.parse(text, TIME);
        }
        return type instanceof SqlType.Simple simple ? simple(simple, text) : text;
    }

    private static Object simple(SqlType.Simple type, String text) {
        return switch (type) {
            case BOOLEAN -> Boolean.valueOf(text);
            case TINYINT -> Byte.valueOf(text);
            case SMALLINT -> Short.valueOf(text);
            case INTEGER -> Integer.valueOf(text);
            case BIGINT -> Long.valueOf(text);
            case REAL -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case DATE -> LocalDate.parse(text, DATE);
            case VARBINARY -> HexFormat.of().parseHex(text.replace(" ", ""));
            case JSON, UUID, IPADDRESS, INTERVAL_DAY_TO_SECOND, INTERVAL_YEAR_TO_MONTH, UNKNOWN, ANY -> text;
        };
    }

    private static LocalDateTime dateTime(String text) {
        int blank = text.indexOf(' ', 1);
        return blank < 0
                ? LocalDate.parse(text, DATE).atStartOfDay()
                : LocalDateTime.of(
                        LocalDate.parse(text.substring(0, blank), DATE),
                        LocalTime.parse(text.substring(blank + 1), TIME));
    }

    /** A date, a time and a zone, with blanks between them. */
    private static OffsetDateTime instant(String text) {
        int zone = text.lastIndexOf(' ');
        return dateTime(text.substring(0, zone))
                .atZone(ZoneId.of(text.substring(zone + 1)))
                .toOffsetDateTime()
                .withOffsetSameInstant(ZoneOffset.UTC);
    }

    private static List<@Nullable Object> array(SqlType element, String json) {
        try {
            List<@Nullable Object> values = new ArrayList<>();
            for (JsonNode value : JSON.readTree(json)) {
                values.add(
                        value.isNull()
                                ? null
                                : read(element, value.isTextual() ? value.textValue() : value.toString()));
            }
            return values;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an array that is no JSON", e);
        }
    }

    /** The SQL type that a column of a result has, by the names of GetQueryResults. */
    static SqlType type(String name, int precision, int scale) {
        return switch (name) {
            case "decimal" -> new SqlType.Decimal(precision, scale);
            case "float", "real" -> SqlType.Simple.REAL;
            case "array" -> SqlTypes.array(SqlTypes.ANY);
            case "timestamp" -> new SqlType.Timestamp(3, false);
            case "timestamp with time zone" -> new SqlType.Timestamp(3, true);
            case "time" -> new SqlType.Time(3, false);
            case "time with time zone" -> new SqlType.Time(3, true);
            default -> simpleType(name);
        };
    }

    private static SqlType simpleType(String name) {
        for (SqlType.Simple simple : SqlType.Simple.values()) {
            if (simple.toString().equals(name)) {
                return simple;
            }
        }
        return name.startsWith("varchar") || name.startsWith("char") ? SqlTypes.VARCHAR : SqlTypes.ANY;
    }
}
