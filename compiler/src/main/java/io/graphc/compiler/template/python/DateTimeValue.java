package io.graphc.compiler.template.python;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.EngineCallable;
import io.graphc.compiler.template.value.None;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.TemplateOperand;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Python's {@code datetime}, or {@code date} where it has no time. Immutable.
 *
 * @param date whether it is a date alone
 */
record DateTimeValue(LocalDateTime moment, Optional<ZoneValue> zone, boolean date) implements TemplateOperand {
    private static final List<String> FIELDS =
            List.of("year", "month", "day", "hour", "minute", "second", "microsecond");
    private static final List<String> METHODS =
            List.of("strftime", "isoformat", "date", "replace", "weekday", "isoweekday", "timestamp", "astimezone");
    private static final Signature STRFTIME = Signature.of("strftime", "format");
    private static final Signature ISO = Signature.of("isoformat", "sep?", "timespec?");
    private static final Signature NOTHING = Signature.of("method");
    private static final Signature REPLACE = Signature.of(
            "replace", "year?", "month?", "day?", "hour?", "minute?", "second?", "microsecond?", "tzinfo?");
    private static final Signature ZONE = Signature.of("astimezone", "tz?");

    static DateTimeValue of(LocalDateTime moment, Optional<ZoneValue> zone) {
        return new DateTimeValue(moment.truncatedTo(ChronoUnit.MICROS), zone, false);
    }

    static DateTimeValue of(LocalDate date) {
        return new DateTimeValue(date.atStartOfDay(), Optional.empty(), true);
    }

    private DateTimeValue at(LocalDateTime other) {
        if (other.getYear() < 1 || other.getYear() > 9999) {
            throw TemplateFailure.error("the date is not between the years 1 and 9999");
        }
        return new DateTimeValue(date ? other.truncatedTo(ChronoUnit.DAYS) : other, zone, date);
    }

    /** The same clock time in a zone. */
    DateTimeValue in(ZoneValue other) {
        return of(moment, Optional.of(other));
    }

    /** The same instant in a zone; what has no zone is taken as UTC. */
    DateTimeValue shifted(ZoneValue other) {
        var here = moment.atZone(zone.orElse(ZoneValue.UTC).zone());
        return of(here.withZoneSameInstant(other.zone()).toLocalDateTime(), Optional.of(other));
    }

    private long micros() {
        return ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), moment) - offset() * TimeDelta.SECOND;
    }

    private long offset() {
        return zone.map(known -> known.zone().getRules().getOffset(moment).getTotalSeconds())
                .orElse(0);
    }

    @Override
    public String kind() {
        return date ? "date" : "datetime";
    }

    @Override
    public List<String> attributeNames() {
        return Stream.concat((date ? FIELDS.subList(0, 3) : FIELDS).stream(), METHODS.stream())
                .toList();
    }

    @Override
    public Optional<Object> attribute(String name) {
        return switch (name) {
            case "year" -> Optional.of((long) moment.getYear());
            case "month" -> Optional.of((long) moment.getMonthValue());
            case "day" -> Optional.of((long) moment.getDayOfMonth());
            default -> date ? method(name) : time(name).or(() -> method(name));
        };
    }

    private Optional<Object> time(String name) {
        return switch (name) {
            case "hour" -> Optional.of((long) moment.getHour());
            case "minute" -> Optional.of((long) moment.getMinute());
            case "second" -> Optional.of((long) moment.getSecond());
            case "microsecond" -> Optional.of(moment.getNano() / 1000L);
            case "tzinfo" -> Optional.of(zone.<Object>map(known -> known).orElse(None.NONE));
            default -> Optional.empty();
        };
    }

    private Optional<Object> method(String name) {
        EngineCallable method = switch (name) {
            case "strftime" ->
                call -> TimeFormat.print(this, STRFTIME.bind(call).text("format"));
            case "isoformat" -> call -> iso(ISO.bind(call).text("sep", "T"));
            case "replace" -> this::replaced;
            case "weekday" -> none(moment.getDayOfWeek().getValue() - 1L);
            case "isoweekday" -> none((long) moment.getDayOfWeek().getValue());
            case "toordinal" -> none(moment.toLocalDate().toEpochDay() + 719_163);
            case "date" -> date ? null : none(of(moment.toLocalDate()));
            case "timestamp" -> date ? null : none(micros() / 1e6);
            case "utcoffset" -> date ? null : none(new TimeDelta(offset() * TimeDelta.SECOND));
            case "astimezone" -> date ? null : this::inZone;
            default -> null;
        };
        return Optional.ofNullable(method);
    }

    private static EngineCallable none(Object result) {
        return call -> {
            NOTHING.bind(call);
            return result;
        };
    }

    private Object inZone(CallArguments call) {
        BoundArguments arguments = ZONE.bind(call);
        return shifted(arguments.value("tz") instanceof ZoneValue other ? other : ZoneValue.UTC);
    }

    private Object replaced(CallArguments call) {
        BoundArguments arguments = REPLACE.bind(call);
        int[] fields = {
            moment.getYear(),
            moment.getMonthValue(),
            moment.getDayOfMonth(),
            moment.getHour(),
            moment.getMinute(),
            moment.getSecond(),
            moment.getNano() / 1000
        };
        for (int field = 0; field < fields.length; field++) {
            fields[field] = arguments.integer(FIELDS.get(field), fields[field]);
        }
        Optional<ZoneValue> zoned = zone;
        if (arguments.has("tzinfo")) {
            zoned = arguments.value("tzinfo") instanceof ZoneValue other ? Optional.of(other) : Optional.empty();
        }
        return new DateTimeValue(made(fields), zoned, date);
    }

    /** The moment of year, month, day, hour, minute, second and microsecond. */
    static LocalDateTime made(int[] fields) {
        try {
            if (fields[0] < 1 || fields[0] > 9999 || fields[6] < 0 || fields[6] > 999_999) {
                throw TemplateFailure.error("there is no such date");
            }
            return LocalDateTime.of(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], fields[6] * 1000);
        } catch (DateTimeException impossible) {
            throw TemplateFailure.error("there is no such date").note(String.valueOf(impossible.getMessage()));
        }
    }

    private String iso(String separator) {
        String day = moment.format(DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT));
        if (date) {
            return day;
        }
        String fraction = moment.getNano() / 1000 == 0 ? "" : ".SSSSSS";
        String clock = moment.format(DateTimeFormatter.ofPattern("HH:mm:ss" + fraction, Locale.ROOT));
        return day + separator + clock + (zone.isPresent() ? printedOffset(":") : "");
    }

    /** The distance from UTC, {@code +01:00}. */
    String printedOffset(String separator) {
        ZoneOffset offset = ZoneOffset.ofTotalSeconds((int) offset());
        return offset.equals(ZoneOffset.UTC)
                ? "+00" + separator + "00"
                : offset.getId().replace(":", separator);
    }

    @Override
    public Optional<Object> plus(Object other) {
        return other instanceof TimeDelta delta ? Optional.of(later(delta.micros())) : Optional.empty();
    }

    private DateTimeValue later(long micros) {
        try {
            return at(
                    date
                            ? moment.plusDays(Math.floorDiv(micros, TimeDelta.DAY))
                            : moment.plus(micros, ChronoUnit.MICROS));
        } catch (DateTimeException beyond) {
            throw TemplateFailure.error("the date is not between the years 1 and 9999");
        }
    }

    @Override
    public Optional<Object> minus(Object other) {
        if (other instanceof TimeDelta delta) {
            return Optional.of(later(-delta.micros()));
        }
        return isAlike(other)
                ? Optional.of(new TimeDelta(micros() - ((DateTimeValue) other).micros()))
                : Optional.empty();
    }

    private boolean isAlike(Object other) {
        return other instanceof DateTimeValue that && that.date == date && that.zone.isPresent() == zone.isPresent();
    }

    @Override
    public OptionalInt order(Object other) {
        return isAlike(other)
                ? OptionalInt.of(Long.compare(micros(), ((DateTimeValue) other).micros()))
                : OptionalInt.empty();
    }

    @Override
    public String print() {
        return iso(" ");
    }
}
