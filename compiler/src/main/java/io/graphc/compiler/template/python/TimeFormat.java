package io.graphc.compiler.template.python;

import io.graphc.compiler.template.value.TemplateFailure;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Python's format codes of dates (docs.python.org, "strftime() and strptime() Format Codes"), in English. */
final class TimeFormat {
    private static final Map<Character, String> PATTERNS = Map.ofEntries(
            Map.entry('Y', "uuuu"),
            Map.entry('y', "uu"),
            Map.entry('m', "MM"),
            Map.entry('d', "dd"),
            Map.entry('H', "HH"),
            Map.entry('I', "hh"),
            Map.entry('M', "mm"),
            Map.entry('S', "ss"),
            Map.entry('f', "SSSSSS"),
            Map.entry('j', "DDD"),
            Map.entry('a', "EEE"),
            Map.entry('A', "EEEE"),
            Map.entry('b', "MMM"),
            Map.entry('B', "MMMM"));

    private TimeFormat() {}

    static String print(DateTimeValue value, String format) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '%' && i + 1 < format.length()) {
                char code = format.charAt(++i);
                boolean plain = code == '-' && i + 1 < format.length();
                String text = print(value, plain ? format.charAt(++i) : code, format);
                out.append(plain ? text.replaceFirst("^0+(?=.)", "") : text);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String print(DateTimeValue value, char code, String format) {
        LocalDateTime moment = value.moment();
        String pattern = PATTERNS.get(code);
        if (pattern != null) {
            return moment.format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
        }
        return switch (code) {
            case '%' -> "%";
            case 'p' -> moment.getHour() < 12 ? "AM" : "PM";
            case 'z' -> value.zone().isPresent() ? value.printedOffset("") : "";
            case 'Z' -> value.zone().map(zone -> zoneName(zone, moment)).orElse("");
            case 'u' -> String.valueOf(moment.getDayOfWeek().getValue());
            case 'w' -> String.valueOf(moment.getDayOfWeek().getValue() % 7);
            case 'V' -> String.format(Locale.ROOT, "%02d", moment.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'G' -> String.valueOf(moment.get(IsoFields.WEEK_BASED_YEAR));
            case 'D' -> print(value, "%m/%d/%y");
            case 'F' -> print(value, "%Y-%m-%d");
            case 'T', 'X' -> print(value, "%H:%M:%S");
            case 'R' -> print(value, "%H:%M");
            case 'x' -> print(value, "%m/%d/%y");
            case 'c' -> print(value, "%a %b %-d %H:%M:%S %Y");
            case 's' ->
                String.valueOf(
                        moment.atZone(value.zone().orElse(ZoneValue.UTC).zone()).toEpochSecond());
            default -> throw unknown(code, format);
        };
    }

    private static String zoneName(ZoneValue zone, LocalDateTime moment) {
        return zone.zone().getId().equals("Z")
                ? "UTC"
                : DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(moment.atZone(zone.zone()));
    }

    private static TemplateFailure unknown(char code, String format) {
        return TemplateFailure.error("`%" + code + "` of the format `" + format + "` is not supported");
    }

    /** Reads a date by a format; empty where the text does not fit. */
    static Optional<LocalDateTime> parse(String text, String format) {
        int[] fields = {1900, 1, 1, 0, 0, 0, 0};
        boolean[] afternoon = {false, false};
        int at = 0;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                if (at >= text.length() || text.charAt(at) != c) {
                    return Optional.empty();
                }
                at++;
                continue;
            }
            at = read(text, at, format.charAt(++i), fields, afternoon);
            if (at < 0) {
                return Optional.empty();
            }
        }
        if (at != text.length()) {
            return Optional.empty();
        }
        if (afternoon[0]) {
            fields[3] = fields[3] % 12 + (afternoon[1] ? 12 : 0);
        }
        return Optional.of(DateTimeValue.made(fields));
    }

    /** The offset behind what a code stands for, or -1. */
    private static int read(String text, int at, char code, int[] fields, boolean[] afternoon) {
        return switch (code) {
            case 'Y' -> number(text, at, 4, fields, 0);
            case 'y' -> {
                int end = number(text, at, 2, fields, 0);
                fields[0] += fields[0] < 69 ? 2000 : 1900;
                yield end;
            }
            case 'm' -> number(text, at, 2, fields, 1);
            case 'd' -> number(text, at, 2, fields, 2);
            case 'H', 'I' -> number(text, at, 2, fields, 3);
            case 'M' -> number(text, at, 2, fields, 4);
            case 'S' -> number(text, at, 2, fields, 5);
            case 'f' -> {
                int end = number(text, at, 6, fields, 6);
                for (int digits = end - at; end >= 0 && digits < 6; digits++) {
                    fields[6] *= 10;
                }
                yield end;
            }
            case 'p' -> {
                afternoon[0] = true;
                afternoon[1] = text.regionMatches(true, at, "PM", 0, 2);
                yield afternoon[1] || text.regionMatches(true, at, "AM", 0, 2) ? at + 2 : -1;
            }
            case 'b', 'B' -> month(text, at, code == 'b' ? TextStyle.SHORT : TextStyle.FULL, fields);
            case '%' -> text.startsWith("%", at) ? at + 1 : -1;
            default -> throw unknown(code, "strptime");
        };
    }

    private static int number(String text, int at, int most, int[] fields, int field) {
        int end = at;
        while (end < text.length() && end - at < most && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        if (end == at) {
            return -1;
        }
        fields[field] = Integer.parseInt(text.substring(at, end));
        return end;
    }

    private static int month(String text, int at, TextStyle style, int[] fields) {
        for (Month month : Month.values()) {
            String name = month.getDisplayName(style, Locale.ENGLISH);
            if (text.regionMatches(true, at, name, 0, name.length())) {
                fields[1] = month.getValue();
                return at + name.length();
            }
        }
        return -1;
    }
}
