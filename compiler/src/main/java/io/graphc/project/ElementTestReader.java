package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.ElementTestShapes.Place;
import io.graphc.project.yaml.MapReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads graph tests: those that are unknown, or known at something else, are reported and left out. */
final class ElementTestReader {
    private static final Map<String, List<String>> REQUIRED =
            Map.of("accepted_values", List.of("values"), "pattern", List.of("regex"), "type", List.of("is"));

    private final DataTestReader tests;
    private final DiagnosticSink sink;

    /** @param configs what the project file says of tests */
    ElementTestReader(ConfigSpec configs, DiagnosticSink sink) {
        this.tests = new DataTestReader(configs, REQUIRED, sink);
        this.sink = sink;
    }

    List<DataTestSpec> read(MapReader owner, Place place) {
        return tests.read(owner).stream().filter(test -> belongs(test, place)).toList();
    }

    private boolean belongs(DataTestSpec test, Place place) {
        String kind = test.kind().value();
        if (place.kinds().contains(kind)) {
            return true;
        }
        Optional<Place> other = Arrays.stream(Place.values())
                .filter(candidate -> candidate.kinds().contains(kind))
                .findFirst();
        if (other.isPresent()) {
            misplaced(test, place);
        } else {
            Diagnostic.of(DiagnosticCode.UNKNOWN_TEST, place.plural() + " have no test `" + kind + "`")
                    .at(test.kind().span())
                    .hint(kind, kinds(), "tests")
                    .report(sink);
        }
        return false;
    }

    /** Those of all places, because a misspelt one may be at a wrong place, too. */
    private static List<String> kinds() {
        return Arrays.stream(Place.values())
                .flatMap(place -> place.kinds().stream())
                .distinct()
                .toList();
    }

    private void misplaced(DataTestSpec test, Place place) {
        String kind = test.kind().value();
        List<String> places = Arrays.stream(Place.values())
                .filter(candidate -> candidate.kinds().contains(kind))
                .map(Place::plural)
                .toList();
        Diagnostic.Builder builder = Diagnostic.of(
                        DiagnosticCode.TEST_MISPLACED,
                        "`" + kind + "` is a test of " + String.join(" and ", places) + ", not of " + place.plural())
                .at(test.kind().span());
        if (kind.equals("cardinality")) {
            builder.help("`degree` bounds the relationships of a node; write `cardinality` at the relationship");
        } else if (kind.equals("degree")) {
            builder.help("`cardinality` bounds how many relationships of a type a node has");
        } else if (place == Place.PROPERTY) {
            builder.help("write it below the `data_tests` of the element");
        }
        builder.report(sink);
    }
}
