package io.graphc.compiler.context;

import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.TemplateCallable;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.TemplateObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code run_started_at}: an instant in UTC that looks like a Python datetime. Immutable. */
record RunInstant(OffsetDateTime moment) implements TemplateObject {
    private static final Signature STRFTIME = Signature.of("strftime", "format");
    private static final Signature NOTHING = Signature.of("isoformat");

    /** Python's format codes and the patterns they stand for (docs.python.org, "strftime() and strptime() codes"). */
    private static final Map<Character, String> CODES = Map.ofEntries(
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
            Map.entry('p', "a"),
            Map.entry('a', "EEE"),
            Map.entry('A', "EEEE"),
            Map.entry('b', "MMM"),
            Map.entry('B', "MMMM"));

    RunInstant(Instant instant) {
        this(instant.atOffset(ZoneOffset.UTC));
    }

    @Override
    public String kind() {
        return "datetime";
    }

    @Override
    public List<String> attributeNames() {
        return List.of(
                "year", "month", "day", "hour", "minute", "second", "microsecond", "strftime", "isoformat", "date");
    }

    @Override
    public Optional<Object> attribute(String name) {
        return switch (name) {
            case "year" -> Optional.of((long) moment.getYear());
            case "month" -> Optional.of((long) moment.getMonthValue());
            case "day" -> Optional.of((long) moment.getDayOfMonth());
            case "hour" -> Optional.of((long) moment.getHour());
            case "minute" -> Optional.of((long) moment.getMinute());
            case "second" -> Optional.of((long) moment.getSecond());
            case "microsecond" -> Optional.of(moment.getNano() / 1000L);
            case "strftime" -> function(call -> format(call));
            case "isoformat" -> function(call -> iso(call, 'T'));
            case "date" ->
                function(call -> {
                    NOTHING.bind(call);
                    return moment.toLocalDate().toString();
                });
            default -> Optional.empty();
        };
    }

    private static Optional<Object> function(TemplateCallable callable) {
        return Optional.of(callable);
    }

    private String format(CallArguments call) {
        String format = STRFTIME.bind(call).text("format");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                text.append(c);
                continue;
            }
            char code = format.charAt(++i);
            String pattern = CODES.get(code);
            if (code == '%') {
                text.append('%');
            } else if (code == 'z') {
                text.append("+0000");
            } else if (code == 'Z') {
                text.append("UTC");
            } else if (pattern == null) {
                throw TemplateFailure.error("`%" + code + "` is not supported in a date format");
            } else {
                text.append(moment.format(DateTimeFormatter.ofPattern(pattern, Locale.ROOT)));
            }
        }
        return text.toString();
    }

    private String iso(CallArguments call, char separator) {
        NOTHING.bind(call);
        return text(separator);
    }

    private String text(char separator) {
        String fraction = moment.getNano() / 1000 == 0 ? "" : ".SSSSSS";
        return moment.format(DateTimeFormatter.ofPattern(
                "uuuu-MM-dd'" + separator + "'HH:mm:ss" + fraction + "'+00:00'", Locale.ROOT));
    }

    @Override
    public String print() {
        return text(' ');
    }
}
