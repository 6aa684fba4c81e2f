package io.graphc.source.disk;

import io.graphc.source.disk.Sighting.Sight;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A disk that notes all that it is asked with its answers, so that {@link #stillShows} can tell later whether it would
 * answer the same again. What it notes of a file that it reads are the bytes that it gave, and a folder is listed once, so
 * that a change while it is asked is never noted as something that was seen. Safe to share between threads.
 */
public final class NotedDisk implements Disk {
    private static final String UNREADABLE = "unreadable";
    private static final long LARGE = 256L << 20;

    private final Fingerprints fingerprints;
    private final Clock clock;
    private final Map<Question, String> answers = new ConcurrentHashMap<>();
    private final Map<Path, List<Child>> folders = new ConcurrentHashMap<>();
    private final Map<Path, String> states = new ConcurrentHashMap<>();
    private final AtomicBoolean sound = new AtomicBoolean(true);

    private record Question(Sight sight, Path path) {}

    /** @param clock tells whether a file changed only now */
    public NotedDisk(Fingerprints fingerprints, Clock clock) {
        this.fingerprints = fingerprints;
        this.clock = clock;
    }

    private void note(Sight sight, Path path, String answer) {
        String before = answers.putIfAbsent(new Question(sight, path), answer);
        if (before != null && !before.equals(answer)) {
            sound.set(false);
        }
    }

    @Override
    public Kind kind(Path path) {
        Kind kind = plain().kind(path);
        note(Sight.KIND, path, kind.name());
        return kind;
    }

    @Override
    public byte[] read(Path file) throws IOException {
        try {
            byte[] bytes = plain().read(file);
            note(Sight.CONTENT, file, fingerprints.of(bytes));
            return bytes;
        } catch (IOException e) {
            note(Sight.CONTENT, file, UNREADABLE);
            throw e;
        }
    }

    @Override
    public List<Child> children(Path folder) throws IOException {
        List<Child> known = folders.get(folder);
        if (known != null) {
            return known;
        }
        try {
            List<Child> children = plain().children(folder);
            note(Sight.CHILDREN, folder, listing(children, fingerprints));
            folders.put(folder, children);
            return children;
        } catch (IOException e) {
            note(Sight.CHILDREN, folder, UNREADABLE);
            throw e;
        }
    }

    private static String listing(List<Child> children, Fingerprints fingerprints) {
        List<String> texts = new ArrayList<>();
        children.forEach(child -> {
            texts.add(child.name());
            texts.add(child.kind().name());
            texts.add(child.link().map(Path::toString).orElse(""));
        });
        return fingerprints.of(texts);
    }

    @Override
    public InputStream open(Path file) throws IOException {
        if (RowsStamp.isSmall(file)) {
            return new ByteArrayInputStream(read(file));
        }
        lookedInto(file);
        return plain().open(file);
    }

    @Override
    public void lookedInto(Path file) {
        String state = RowsStamp.state(file);
        String before = states.putIfAbsent(file, state);
        if (before == null) {
            note(Sight.ROWS, file, rows(file, fingerprints));
            if (!RowsStamp.isSmall(file) && !RowsStamp.isSettled(file, clock.instant())) {
                sound.set(false);
            }
        } else if (!before.equals(state)) {
            sound.set(false);
        }
    }

    private static String rows(Path file, Fingerprints fingerprints) {
        return RowsStamp.isSmall(file) ? content(file, fingerprints) : RowsStamp.state(file);
    }

    private static String content(Path file, Fingerprints fingerprints) {
        try {
            // What was noted is never that large, and need not fit into memory.
            return Files.size(file) > LARGE ? "large" : fingerprints.of(plain().read(file));
        } catch (IOException e) {
            return UNREADABLE;
        }
    }

    private static Disk plain() {
        return Disk.plain();
    }

    @Override
    public void lookedElsewhere() {
        sound.set(false);
    }

    /**
     * All that was asked, with the answers; empty when these do not tell all that was seen: something changed meanwhile, or
     * lies where this disk cannot look.
     */
    public Optional<List<Sighting>> sightings() {
        states.forEach((file, state) -> {
            if (!RowsStamp.state(file).equals(state)) {
                sound.set(false);
            }
        });
        if (!sound.get()) {
            return Optional.empty();
        }
        List<Sighting> sightings = new ArrayList<>();
        answers.forEach((question, answer) -> sightings.add(new Sighting(question.sight(), question.path(), answer)));
        return Optional.of(sightings);
    }

    /** Whether the disk would give the same answer now. */
    public static boolean stillShows(Sighting sighting, Fingerprints fingerprints) {
        Path path = sighting.path();
        String now = switch (sighting.sight()) {
            case KIND -> plain().kind(path).name();
            case CONTENT -> content(path, fingerprints);
            case CHILDREN -> children(path, fingerprints);
            case ROWS -> rows(path, fingerprints);
        };
        return now.equals(sighting.answer());
    }

    private static String children(Path folder, Fingerprints fingerprints) {
        try {
            return listing(plain().children(folder), fingerprints);
        } catch (IOException e) {
            return UNREADABLE;
        }
    }
}
