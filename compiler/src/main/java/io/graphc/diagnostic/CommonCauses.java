package io.graphc.diagnostic;

import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells one cause once: a mistake in a macro that several calls came upon, with those calls; a package that is not there,
 * with the places that use it. What differs in anything but that stays apart.
 */
final class CommonCauses {
    /** How many calls or uses are shown, the others are counted. */
    private static final int MOST_SHOWN = 3;

    private CommonCauses() {}

    private record Cause(
            DiagnosticCode code, Severity severity, String message, Object place, String caption, List<Label> labels) {}

    /** The problems in their order, each group of one cause as one, in the place of its first. */
    static List<Diagnostic> merge(Collection<Diagnostic> problems) {
        Map<Object, List<Diagnostic>> groups = new LinkedHashMap<>();
        for (Diagnostic problem : problems) {
            groups.computeIfAbsent(cause(problem), unused -> new ArrayList<>()).add(problem);
        }
        return groups.values().stream().map(CommonCauses::one).toList();
    }

    private static Object cause(Diagnostic problem) {
        if (isAbsence(problem)) {
            return new Cause(problem.code(), problem.severity(), problem.message(), "", "", List.of());
        }
        if (calls(problem).isEmpty()) {
            return withoutCalls(problem);
        }
        return new Cause(
                problem.code(),
                problem.severity(),
                problem.message(),
                problem.primary(),
                problem.caption(),
                problem.labels().stream().filter(label -> !label.isCall()).toList());
    }

    /**
     * One place that is wrong for one reason is one cause, whatever it is about elsewhere: in each tenant a type of its own,
     * in each table a file of its own. A name that is nowhere is one cause in a file, as often as it is used there.
     */
    private static Object withoutCalls(Diagnostic problem) {
        if (problem.primary().isEmpty()) {
            return problem;
        }
        if (isUse(problem)) {
            return new Cause(
                    problem.code(),
                    problem.severity(),
                    problem.message(),
                    problem.primary().get().file().path(),
                    String.join("\n", problem.notes()) + String.join("\n", problem.helps()),
                    List.of());
        }
        String message = problem.code() == DiagnosticCode.MISSING_FILE ? "" : problem.message();
        List<Label> places = problem.labels().stream()
                .map(label -> new Label(label.span(), ""))
                .toList();
        return new Cause(problem.code(), problem.severity(), message, problem.primary(), "", places);
    }

    /** Whether it is about a name that may be used several times. */
    private static boolean isUse(Diagnostic problem) {
        return problem.code() == DiagnosticCode.UNKNOWN_COLUMN
                && problem.labels().isEmpty()
                && problem.caption().isEmpty();
    }

    /** Whether it is about something that the whole project lacks, wherever it was missed. */
    private static boolean isAbsence(Diagnostic problem) {
        return problem.code() == DiagnosticCode.MISSING_PACKAGE;
    }

    private static List<SourceSpan> calls(Diagnostic problem) {
        return problem.labels().stream().filter(Label::isCall).map(Label::span).toList();
    }

    private static Diagnostic one(List<Diagnostic> group) {
        Diagnostic first = group.get(0);
        if (group.size() == 1) {
            return first;
        }
        if (isAbsence(first) || isUse(first)) {
            return ofUses(group);
        }
        return calls(first).isEmpty() ? ofPlace(group) : ofCalls(group);
    }

    private static Diagnostic ofPlace(List<Diagnostic> group) {
        Diagnostic.Builder told = start(group);
        long others = group.stream().map(Diagnostic::message).distinct().count() - 1;
        if (others > 0) {
            told.note(others + (others == 1 ? " more file is" : " more files are") + " missing for the same place");
        }
        return finish(told, group, Set.of(), "");
    }

    private static Diagnostic ofUses(List<Diagnostic> group) {
        Set<SourceSpan> uses = new TreeSet<>();
        group.forEach(problem -> problem.primary().ifPresent(uses::add));
        Diagnostic.Builder told = start(group);
        group.get(0).primary().ifPresent(uses::remove);
        uses.stream().limit(MOST_SHOWN).forEach(use -> told.label(use, "also used here"));
        return finish(told, group, uses, "uses");
    }

    private static Diagnostic ofCalls(List<Diagnostic> group) {
        List<List<SourceSpan>> chains = group.stream().map(CommonCauses::calls).toList();
        List<SourceSpan> shared = commonStart(chains);
        Set<SourceSpan> places = new TreeSet<>();
        chains.forEach(chain -> places.add(chain.get(chain.size() - 1)));
        Diagnostic.Builder told = start(group);
        shared.stream().filter(call -> !places.contains(call)).forEach(told::call);
        places.stream().limit(MOST_SHOWN).forEach(told::call);
        return finish(told, group, places, "calls");
    }

    private static Diagnostic.Builder start(List<Diagnostic> group) {
        Diagnostic first = group.get(0);
        Diagnostic.Builder told = Diagnostic.of(first.code(), first.message())
                .severity(first.severity())
                .caption(first.caption());
        first.primary().ifPresent(told::at);
        first.labels().stream()
                .filter(label -> !label.isCall())
                .forEach(label -> told.label(label.span(), label.text()));
        return told;
    }

    /** Notes and helps are those that all have: what only one of them says is not about the cause. */
    private static Diagnostic finish(
            Diagnostic.Builder told, List<Diagnostic> group, Set<SourceSpan> places, String what) {
        int more = places.size() - MOST_SHOWN;
        if (more > 0) {
            long files =
                    places.stream().map(place -> place.file().path()).distinct().count();
            String where = ", " + places.size() + " in " + files + (files == 1 ? " file" : " files");
            String counted = more == 1 ? what.substring(0, what.length() - 1) : what;
            told.note(more + " more " + counted + (isUse(group.get(0)) ? "" : where));
        }
        Set<String> notes = new LinkedHashSet<>(group.get(0).notes());
        Set<String> helps = new LinkedHashSet<>(group.get(0).helps());
        group.forEach(problem -> {
            notes.retainAll(problem.notes());
            helps.retainAll(problem.helps());
        });
        notes.forEach(told::note);
        helps.forEach(told::help);
        return told.build();
    }

    private static List<SourceSpan> commonStart(List<List<SourceSpan>> chains) {
        List<SourceSpan> shared = new ArrayList<>();
        for (SourceSpan call : chains.get(0)) {
            int at = shared.size();
            if (!chains.stream()
                    .allMatch(chain -> at < chain.size() && chain.get(at).equals(call))) {
                break;
            }
            shared.add(call);
        }
        return shared;
    }
}
