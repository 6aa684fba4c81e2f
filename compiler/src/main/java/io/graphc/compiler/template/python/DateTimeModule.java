package io.graphc.compiler.template.python;

import io.graphc.compiler.template.python.ModuleObject.ClassObject;
import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.Numbers;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.TemplateFailure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Python's module {@code datetime}, whose clock stands still at one instant. Immutable. */
record DateTimeModule(Supplier<Instant> now) {
    private static final Signature DATETIME =
            Signature.of("datetime", "year", "month", "day", "hour?", "minute?", "second?", "microsecond?", "tzinfo?");
    private static final Signature DATE = Signature.of("date", "year", "month", "day");
    private static final Signature NOW = Signature.of("now", "tz?");
    private static final Signature TODAY = Signature.of("today");
    private static final Signature ISO = Signature.of("fromisoformat", "date_string");
    private static final Signature STRPTIME = Signature.of("strptime", "date_string", "format");
    private static final Signature TIMESTAMP = Signature.of("fromtimestamp", "timestamp", "tz?");

    ModuleObject module() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("datetime", new ClassObject("datetime.datetime", DateTimeModule::dateTime, dateTimeMembers()));
        members.put("date", new ClassObject("datetime.date", DateTimeModule::date, dateMembers()));
        members.put("timedelta", new ClassObject("datetime.timedelta", TimeDelta::make, Map.of()));
        members.put("timezone", new ModuleObject("datetime.timezone", Map.of("utc", ZoneValue.UTC)));
        return new ModuleObject("datetime", members);
    }

    private Map<String, Object> dateTimeMembers() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("now", ModuleObject.function(this::nowIn));
        members.put("utcnow", ModuleObject.function(call -> {
            TODAY.bind(call);
            return DateTimeValue.of(utc(), Optional.empty());
        }));
        members.put("today", ModuleObject.function(call -> {
            TODAY.bind(call);
            return DateTimeValue.of(utc(), Optional.empty());
        }));
        members.put("strptime", ModuleObject.function(DateTimeModule::parsed));
        members.put("fromisoformat", ModuleObject.function(call -> iso(ISO.bind(call), false)));
        members.put("fromtimestamp", ModuleObject.function(DateTimeModule::fromTimestamp));
        members.put("utcfromtimestamp", ModuleObject.function(DateTimeModule::fromTimestamp));
        members.put("min", DateTimeValue.of(LocalDateTime.of(1, 1, 1, 0, 0), Optional.empty()));
        members.put("max", DateTimeValue.of(LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000), Optional.empty()));
        return members;
    }

    private Map<String, Object> dateMembers() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("today", ModuleObject.function(call -> {
            TODAY.bind(call);
            return DateTimeValue.of(utc().toLocalDate());
        }));
        members.put("fromisoformat", ModuleObject.function(call -> iso(ISO.bind(call), true)));
        members.put("min", DateTimeValue.of(LocalDate.of(1, 1, 1)));
        members.put("max", DateTimeValue.of(LocalDate.of(9999, 12, 31)));
        return members;
    }

    private LocalDateTime utc() {
        return now.get().atOffset(ZoneOffset.UTC).toLocalDateTime();
    }

    private Object nowIn(CallArguments call) {
        BoundArguments arguments = NOW.bind(call);
        DateTimeValue utc = DateTimeValue.of(utc(), Optional.empty());
        return arguments.value("tz") instanceof ZoneValue zone ? utc.shifted(zone) : utc;
    }

    private static Object dateTime(CallArguments call) {
        BoundArguments arguments = DATETIME.bind(call);
        int[] fields = {
            arguments.integer("year"),
            arguments.integer("month"),
            arguments.integer("day"),
            arguments.integer("hour", 0),
            arguments.integer("minute", 0),
            arguments.integer("second", 0),
            arguments.integer("microsecond", 0)
        };
        Optional<ZoneValue> zone =
                arguments.value("tzinfo") instanceof ZoneValue found ? Optional.of(found) : Optional.empty();
        return DateTimeValue.of(DateTimeValue.made(fields), zone);
    }

    private static Object date(CallArguments call) {
        BoundArguments arguments = DATE.bind(call);
        int[] fields = {arguments.integer("year"), arguments.integer("month"), arguments.integer("day"), 0, 0, 0, 0};
        return DateTimeValue.of(DateTimeValue.made(fields).toLocalDate());
    }

    private static Object parsed(CallArguments call) {
        BoundArguments arguments = STRPTIME.bind(call);
        String text = arguments.text("date_string");
        String format = arguments.text("format");
        return TimeFormat.parse(text, format)
                .map(moment -> DateTimeValue.of(moment, Optional.empty()))
                .orElseThrow(() -> TemplateFailure.error("`" + text + "` does not fit the format `" + format + "`")
                        .at(arguments.span("date_string")));
    }

    private static Object iso(BoundArguments arguments, boolean date) {
        String text = arguments.text("date_string");
        try {
            if (date || text.length() == 10) {
                LocalDate day = LocalDate.parse(text);
                return date ? DateTimeValue.of(day) : DateTimeValue.of(day.atStartOfDay(), Optional.empty());
            }
            String written = text.replace(' ', 'T');
            boolean zoned = written.endsWith("Z") || written.matches(".*[+-]\\d\\d:\\d\\d");
            if (!zoned) {
                return DateTimeValue.of(LocalDateTime.parse(written), Optional.empty());
            }
            OffsetDateTime moment = OffsetDateTime.parse(written);
            boolean utc = moment.getOffset().equals(ZoneOffset.UTC);
            ZoneValue zone = utc
                    ? ZoneValue.UTC
                    : new ZoneValue(
                            moment.getOffset(), "UTC" + moment.getOffset().getId());
            return DateTimeValue.of(moment.toLocalDateTime(), Optional.of(zone));
        } catch (DateTimeParseException notADate) {
            throw TemplateFailure.error("`" + text + "` is no date in ISO format")
                    .at(arguments.span("date_string"));
        }
    }

    private static Object fromTimestamp(CallArguments call) {
        BoundArguments arguments = TIMESTAMP.bind(call);
        Object seconds = arguments.value("timestamp");
        if (!Numbers.isNumber(seconds) || Math.abs(Numbers.toDouble(seconds)) > 2.5e11) {
            throw arguments.wrongKind("timestamp", seconds, "a number of seconds");
        }
        LocalDateTime moment = LocalDateTime.of(1970, 1, 1, 0, 0)
                .plusNanos(Math.round(Numbers.toDouble(seconds) % 1 * 1e6) * 1000)
                .plusSeconds((long) Numbers.toDouble(seconds));
        DateTimeValue utc = DateTimeValue.of(moment, Optional.empty());
        return arguments.value("tz") instanceof ZoneValue zone ? utc.shifted(zone) : utc;
    }
}
