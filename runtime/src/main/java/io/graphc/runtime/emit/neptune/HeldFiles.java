package io.graphc.runtime.emit.neptune;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.runtime.emit.neptune.LoadManifest.DataFile;
import io.graphc.runtime.emit.neptune.LoadManifest.LoadSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks whether the files of load sets lie where the manifest says, as long as it says. */
final class HeldFiles {
    private static final int SHOWN = 5;

    private final SetPlace place;

    HeldFiles(SetPlace place) {
        this.place = place;
    }

    /** Throws a diagnostic where a file is missing or has another size. What is in the files is not read. */
    void check(List<LoadSet> sets) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (LoadSet set : sets) {
            for (DataFile file : all(set)) {
                long there = place.size(file.path());
                if (there < 0) {
                    wrong.add("`" + file.path() + "` is missing");
                } else if (there != file.bytes()) {
                    wrong.add("`" + file.path() + "` has " + there + " bytes, its manifest says " + file.bytes());
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw new GraphcException(problem(wrong));
        }
    }

    private static List<DataFile> all(LoadSet set) {
        return Stream.of(set.before(), set.files(), set.after())
                .flatMap(List::stream)
                .toList();
    }

    private Diagnostic problem(List<String> wrong) {
        String files = wrong.size() == 1 ? "a file" : wrong.size() + " files";
        Diagnostic.Builder problem = Diagnostic.of(
                DiagnosticCode.LOAD_FILES_DIFFER,
                "`" + place.location() + "` does not hold " + files + " of earlier loads as written");
        wrong.stream().limit(SHOWN).forEach(problem::note);
        if (wrong.size() > SHOWN) {
            problem.note("and " + (wrong.size() - SHOWN) + " more");
        }
        return problem.help("put the files back as they were")
                .help(
                        "`graphc run --full-refresh` of the whole project writes the whole graph again, as a single load set")
                .build();
    }
}
