package io.graphc.cli.tenant;

import io.graphc.compiler.SourceReading;
import io.graphc.compiler.SourceReading.DeclaredSource;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.SourceTable;
import io.graphc.project.ProjectSpec;
import io.graphc.project.SourceSpec;
import io.graphc.project.SourceTableSpec;
import io.graphc.runtime.catalog.SourceChange;
import io.graphc.runtime.catalog.SourceCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which sources of a project a tenant has, as its catalog and its files tell. */
public final class TenantSourcesFound {
    /** What there is of a source. */
    public enum State {
        FOUND,
        DIFFERS,
        MISSING,
        DISABLED,
        /** It could not be looked at, so nobody knows. */
        UNKNOWN
    }

    /**
     * A source.
     *
     * @param label {@code source.table}
     * @param place where it was looked for
     * @param note what differs, or why it could not be looked at
     */
    public record Found(String label, State state, boolean optional, String place, String note) {}

    private final List<Found> all = new ArrayList<>();
    private final List<Diagnostic> problems = new ArrayList<>();

    /** Looks for the sources of the one tenant of a reading. */
    public TenantSourcesFound(SourceReading reading, Path folder, Path targetFolder) {
        ProjectSpec project = reading.project().orElseThrow();
        SourceReading.TenantSources tenant = reading.tenants().get(0);
        try (SourceCheck check = new SourceCheck(tenant.engine(), folder, targetFolder)) {
            for (SourceSpec source : project.sources()) {
                for (SourceTableSpec table : source.tables()) {
                    String label = source.name().value() + "." + table.name().value();
                    Optional<DeclaredSource> bound = tenant.sources().stream()
                            .filter(candidate -> candidate.table().label().equals(label))
                            .findFirst();
                    all.add(bound.map(found -> found(found, table, check))
                            .orElseGet(() -> new Found(
                                    label,
                                    State.MISSING,
                                    table.optional(),
                                    tenant.missing().getOrDefault(label, ""),
                                    "")));
                }
            }
        }
    }

    private Found found(DeclaredSource source, SourceTableSpec spec, SourceCheck check) {
        SourceTable table = source.table();
        String place = table.files()
                .map(files -> files.path())
                .orElseGet(() -> table.relation().quoted().replace("\"", ""));
        if (table.absent()) {
            State state = table.files().isPresent() ? State.MISSING : State.DISABLED;
            return new Found(
                    table.label(), state, spec.optional(), table.files().isPresent() ? place : "", "");
        }
        try {
            SourceChange change = check.compare(table);
            if (change.missing()) {
                return new Found(table.label(), State.MISSING, spec.optional(), place, "");
            }
            List<String> differences = new ArrayList<>();
            change.removed().forEach(column -> differences.add("no column " + column));
            change.changed().forEach(column -> differences.add("column " + column.column() + " has another type"));
            return new Found(
                    table.label(),
                    differences.isEmpty() ? State.FOUND : State.DIFFERS,
                    spec.optional(),
                    place,
                    String.join(", ", differences));
        } catch (GraphcException e) {
            problems.add(e.diagnostic());
            return new Found(
                    table.label(),
                    State.UNKNOWN,
                    spec.optional(),
                    place,
                    e.diagnostic().message());
        }
    }

    /** All sources in the order of the project. */
    public List<Found> all() {
        return List.copyOf(all);
    }

    /** Why sources could not be looked at; the same reason once. */
    public List<Diagnostic> problems() {
        return problems.stream().distinct().toList();
    }

    /** Those that are not there and that the project cannot do without. */
    public List<Found> lacking() {
        return all.stream()
                .filter(source -> source.state() == State.MISSING && !source.optional())
                .toList();
    }

    /** The labels of those that are not there and that the project cannot do without. */
    public SortedSet<String> lackingLabels() {
        SortedSet<String> labels = new TreeSet<>();
        lacking().forEach(source -> labels.add(source.label()));
        return labels;
    }
}
