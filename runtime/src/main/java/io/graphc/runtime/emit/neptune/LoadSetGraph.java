package io.graphc.runtime.emit.neptune;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.runtime.emit.ElementSink;
import io.graphc.runtime.emit.HeldElement;
import io.graphc.runtime.emit.file.FolderWork;
import io.graphc.runtime.emit.file.GraphFiles;
import io.graphc.runtime.emit.neptune.LoadManifest.DataFile;
import io.graphc.runtime.emit.neptune.LoadManifest.Element;
import io.graphc.runtime.emit.neptune.LoadManifest.LoadSet;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The graph that all load sets of a folder make, one after the other. */
final class LoadSetGraph extends GraphFiles {
    private final String project;
    private final SetPlace place;
    private final FolderWork work;
    private final boolean milliseconds;

    LoadSetGraph(CompiledProject project, SetPlace place, FolderWork work, boolean milliseconds) {
        super(project.graphTarget());
        this.project = project.name();
        this.place = place;
        this.work = work;
        this.milliseconds = milliseconds;
    }

    private List<LoadSet> sets() throws IOException {
        return place.manifest()
                .map(manifest -> manifest.inProject(project).sets())
                .orElse(List.of());
    }

    @Override
    protected long elements() {
        return work.read(() -> place.manifest().stream()
                .flatMap(manifest -> manifest.elements().stream())
                .mapToLong(Element::rows)
                .sum());
    }

    @Override
    public void readAll(ElementSink sink) throws IOException {
        SetReader reader = new SetReader(place);
        for (LoadSet set : sets()) {
            reader.read(set, sink);
        }
    }

    /** From the last set with files of the type: what these rows say holds, but for what later sets delete. */
    @Override
    protected List<HeldElement> sample(ElementPlan element, int count) throws IOException {
        SetReader reader = new SetReader(place);
        List<LoadSet> sets = sets();
        GoneIds gone = new GoneIds();
        for (int i = sets.size() - 1; i >= 0; i--) {
            List<DataFile> files = sets.get(i).files().stream()
                    .filter(file -> file.element().equals(element.id()))
                    .toList();
            read(reader, sets.get(i).after(), element, gone);
            if (!files.isEmpty()) {
                return sample(files, count, gone::mayHold, reader::readElements);
            }
            read(reader, sets.get(i).before(), element, gone);
        }
        return List.of();
    }

    private static void read(SetReader reader, List<DataFile> deletes, ElementPlan element, GoneIds gone)
            throws IOException {
        for (DataFile file : deletes) {
            if (file.element().equals(element.id())) {
                reader.readDeletes(file, gone);
            }
        }
    }

    @Override
    public ChronoUnit precision() {
        return milliseconds ? ChronoUnit.MILLIS : ChronoUnit.SECONDS;
    }

    @Override
    public boolean keepsLists() {
        return false;
    }
}
