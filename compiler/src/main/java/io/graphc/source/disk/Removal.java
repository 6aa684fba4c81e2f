package io.graphc.source.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Removes files, and folders with all that is in them; links are removed and not followed. */
public final class Removal {
    private Removal() {}

    /** Removes a file or folder; nothing where it is not there. */
    public static void of(Path place) throws IOException {
        except(place, path -> false);
    }

    /** Removes a file or folder but for some files, and the folders that these lie in. */
    public static void except(Path place, Predicate<Path> kept) throws IOException {
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walked = Files.walk(place)) {
            all = walked.sorted(Comparator.reverseOrder()).toList();
        }
        Set<Path> holding = new HashSet<>();
        for (Path path : all) {
            if (kept.test(path) || holding.contains(path)) {
                holding.add(path.getParent());
            } else {
                Files.deleteIfExists(path);
            }
        }
    }
}
