package io.graphc.compiler.sql.constant;

import io.graphc.diagnostic.Spelling;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The units of {@code date_trunc}, {@code date_add} and {@code date_diff}. */
final class UnitText {
    private static final List<String> ALL =
            List.of("millisecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year");
    private static final int FIRST_OF_DAYS = 4;

    private UnitText() {}

    /** @param subject the type of the value that is cut, moved or compared */
    static Optional<Fault> check(String unit, SqlType subject) {
        List<String> allowed = subject == SqlTypes.DATE
                ? ALL.subList(FIRST_OF_DAYS, ALL.size())
                : subject instanceof SqlType.Time ? ALL.subList(0, FIRST_OF_DAYS) : ALL;
        if (allowed.contains(unit.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        boolean known =
                subject == SqlTypes.DATE || subject instanceof SqlType.Time || subject instanceof SqlType.Timestamp;
        String of = known ? " of `" + subject + "`" : "";
        Fault fault =
                Fault.of("`" + unit + "` is not a unit" + of).note("units" + of + ": " + Spelling.listing(allowed));
        List<String> near = Spelling.nearest(unit, allowed);
        return Optional.of(near.isEmpty() ? fault : fault.help("did you mean " + Spelling.alternatives(near) + "?"));
    }
}
