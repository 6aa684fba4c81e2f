package io.graphc.compiler.outcome;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.graphc.source.disk.Disk;
import io.graphc.source.disk.Fingerprints;
import io.graphc.source.disk.NotedDisk;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Notes what a compilation asks its surroundings, all of which goes through here. Safe to share between threads. */
public final class CompilationWatch {
    /** A value this short is found in any text; none so short is a secret. */
    private static final int SHORTEST_SECRET = 4;

    /** A message may show the start of a value alone. */
    private static final int TELLING = 12;

    /** A message may show one line of a value alone, and with other blanks. */
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

    private static final String UNSET = "unset";

    private final Fingerprints fingerprints;
    private final NotedDisk disk;
    private final Function<String, Optional<String>> environment;
    private final Map<String, Optional<String>> variables = new ConcurrentHashMap<>();
    private final AtomicBoolean timed = new AtomicBoolean();

    /**
     * A watch over one compilation.
     *
     * @param salt random bytes that make what is noted of secrets useless elsewhere
     * @param clock tells whether files changed only now
     */
    public CompilationWatch(byte[] salt, Clock clock, Function<String, Optional<String>> environment) {
        this.fingerprints = new Fingerprints(salt);
        this.disk = new NotedDisk(fingerprints, clock);
        this.environment = environment;
    }

    public Disk disk() {
        return disk;
    }

    /** The value of an environment variable, which is noted. */
    public Optional<String> variable(String name) {
        return variables.computeIfAbsent(name, environment);
    }

    /** Notes that the instant of the compilation matters. */
    public void clockAsked() {
        timed.set(true);
    }

    /**
     * What to keep of the compilation; empty when another one with the same answers might give something else, or when an
     * environment variable's value may stand in what was said.
     *
     * @param settings all that the caller chose, each text in its place
     * @param fixed whether the instant of the compilation is one of the settings
     */
    public Optional<CompilationRecord> record(
            List<String> settings, boolean fixed, Artifacts artifacts, Outcome outcome) {
        if ((timed.get() && !fixed) || tellsVariable(outcome)) {
            return Optional.empty();
        }
        Map<String, String> noted = new TreeMap<>();
        variables.forEach((name, value) -> noted.put(name, answer(value, fingerprints)));
        return disk.sightings()
                .map(sightings -> new CompilationRecord(
                        fingerprints,
                        fingerprints.of(settings),
                        noted,
                        sightings,
                        artifacts.folders(),
                        artifacts.files(),
                        outcome));
    }

    static String answer(Optional<String> value, Fingerprints fingerprints) {
        return value.map(text -> fingerprints.of(List.of(text))).orElse(UNSET);
    }

    private boolean tellsVariable(Outcome outcome) {
        String said = outcome.diagnostics() + String.join("\n", outcome.lines());
        return variables.values().stream()
                .flatMap(Optional::stream)
                .flatMap(CONTROLS::splitAsStream)
                .map(part -> part.substring(0, Math.min(part.length(), TELLING)))
                .anyMatch(part ->
                        part.length() >= SHORTEST_SECRET && (said.contains(part) || said.contains(inJson(part))));
    }

    private static String inJson(String text) {
        return String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
