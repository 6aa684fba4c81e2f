package io.graphc.compiler.sql.constant;

import io.graphc.diagnostic.Spelling;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The names of time zones. */
final class ZoneText {
    /** Offsets and the like are left to the engine. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_ ]+(?:/[A-Za-z_ -]+)*");

    /** Names that not every version of Java has, though Trino or a newer one of it may. */
    private static final List<String> MORE =
            List.of("Z", "UT", "EST", "MST", "HST", "ROC", "America/Ciudad_Juarez", "America/Coyhaique", "Europe/Kyiv");

    /** What is near to an abbreviation is another place. */
    private static final int LONGEST_ABBREVIATION = 4;

    private ZoneText() {}

    static Optional<Fault> check(String zone) {
        if (!zone.isEmpty() && (!NAME.matcher(zone).matches() || Known.has(zone))) {
            return Optional.empty();
        }
        Fault fault = Fault.of("`" + zone + "` is not a time zone")
                .note("a time zone is `UTC`, an offset such as `+01:00`, or a region such as `America/New_York`");
        List<String> near = zone.length() > LONGEST_ABBREVIATION ? Spelling.nearest(zone, Known.NAMES) : List.of();
        return Optional.of(near.isEmpty() ? fault : fault.help("did you mean " + Spelling.alternatives(near) + "?"));
    }

    /** Read when the first zone is. */
    private static final class Known {
        private static final Set<String> NAMES = new TreeSet<>(ZoneId.getAvailableZoneIds());
        private static final Set<String> FOLDED = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

        static {
            FOLDED.addAll(NAMES);
            FOLDED.addAll(MORE);
        }

        static boolean has(String zone) {
            return FOLDED.contains(zone) || zone.startsWith("SystemV/");
        }
    }
}
