package io.graphc.compiler.template.python;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.EngineCallable;
import io.graphc.compiler.template.value.Numbers;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.TemplateOperand;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Python's {@code timedelta}: a length of time in microseconds. Immutable. */
record TimeDelta(long micros) implements TemplateOperand {
    static final long SECOND = 1_000_000L;
    static final long DAY = 86_400L * SECOND;
    /** About ten thousand years, beyond which no two dates lie apart. */
    private static final double MOST = 3.2e17;

    private static final List<String> UNITS =
            List.of("days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks");
    private static final long[] SIZES = {DAY, SECOND, 1, 1_000, 60 * SECOND, 3_600 * SECOND, 7 * DAY};
    private static final Signature SIGNATURE =
            Signature.of("timedelta", UNITS.stream().map(unit -> unit + "?").toArray(String[]::new));
    private static final Signature NOTHING = Signature.of("total_seconds");

    static Object make(CallArguments call) {
        BoundArguments arguments = SIGNATURE.bind(call);
        double approximate = 0;
        long exact = 0;
        for (int unit = 0; unit < UNITS.size(); unit++) {
            Object value = arguments.value(UNITS.get(unit), 0L);
            if (!Numbers.isNumber(value)) {
                throw arguments.wrongKind(UNITS.get(unit), value, "a number");
            }
            double part = Numbers.toDouble(value) * SIZES[unit];
            approximate += part;
            exact += value instanceof Long whole && Math.abs(part) < 1e18 ? whole * SIZES[unit] : Math.round(part);
        }
        return of(approximate, exact);
    }

    private static TimeDelta of(double approximate, long exact) {
        if (Math.abs(approximate) > MOST) {
            throw TemplateFailure.error("the length of time is too large");
        }
        return new TimeDelta(exact);
    }

    @Override
    public String kind() {
        return "timedelta";
    }

    @Override
    public List<String> attributeNames() {
        return List.of("days", "seconds", "microseconds", "total_seconds");
    }

    @Override
    public Optional<Object> attribute(String name) {
        EngineCallable total = call -> {
            NOTHING.bind(call);
            return micros / 1e6;
        };
        return switch (name) {
            case "days" -> Optional.of(Math.floorDiv(micros, DAY));
            case "seconds" -> Optional.of(Math.floorMod(micros, DAY) / SECOND);
            case "microseconds" -> Optional.of(Math.floorMod(micros, SECOND));
            case "total_seconds" -> Optional.of(total);
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<Object> plus(Object other) {
        if (other instanceof TimeDelta delta) {
            return Optional.of(of((double) micros + delta.micros, micros + delta.micros));
        }
        return other instanceof TemplateOperand operand ? operand.plus(this) : Optional.empty();
    }

    @Override
    public Optional<Object> minus(Object other) {
        return other instanceof TimeDelta delta
                ? Optional.of(of((double) micros - delta.micros, micros - delta.micros))
                : Optional.empty();
    }

    @Override
    public Optional<Object> times(Object other) {
        return Numbers.isNumber(other)
                ? Optional.of(of(micros * Numbers.toDouble(other), Math.round(micros * Numbers.toDouble(other))))
                : Optional.empty();
    }

    @Override
    public Optional<Object> dividedBy(Object other) {
        if (other instanceof TimeDelta delta && delta.micros != 0) {
            return Optional.of((double) micros / delta.micros);
        }
        return Numbers.isNumber(other) && Numbers.toDouble(other) != 0
                ? times(1 / Numbers.toDouble(other))
                : Optional.empty();
    }

    @Override
    public OptionalInt order(Object other) {
        return other instanceof TimeDelta delta
                ? OptionalInt.of(Long.compare(micros, delta.micros))
                : OptionalInt.empty();
    }

    @Override
    public boolean isTrue() {
        return micros != 0;
    }

    @Override
    public String print() {
        long days = Math.floorDiv(micros, DAY);
        long rest = Math.floorMod(micros, DAY);
        long seconds = rest / SECOND;
        String clock = String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60);
        String fraction = rest % SECOND == 0 ? "" : String.format(Locale.ROOT, ".%06d", rest % SECOND);
        String plural = Math.abs(days) == 1 ? " day, " : " days, ";
        return (days == 0 ? "" : days + plural) + clock + fraction;
    }
}
