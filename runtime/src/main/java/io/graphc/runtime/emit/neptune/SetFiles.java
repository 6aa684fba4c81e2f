package io.graphc.runtime.emit.neptune;

import io.graphc.plan.Cardinality;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.PropertyPlan;
import io.graphc.runtime.emit.ChangedRows;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.emit.neptune.LoadManifest.DataFile;
import io.graphc.runtime.emit.neptune.LoadManifest.LoadSet;
import io.graphc.runtime.engine.DirectRowCursor;
import io.graphc.runtime.engine.RowCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * The files of one load set while they are written. Neptune's loader adds: it cannot take a property or a label away nor a
 * value out of a set, so for elements that were there the properties that lost a value and the labels that went are named in
 * files of their own, which are to be executed before the load. One thread uses it; shares of rows are written by others.
 */
final class SetFiles {
    /** More than a share has files, so that its first number does not depend on how many others have. */
    private static final int FILES_OF_A_SHARE = 100_000;

    private final SetDraft draft;
    private final NeptuneSettings settings;
    private final boolean dropsChanged;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final Map<String, Integer> parts = new LinkedHashMap<>();
    private final List<DataFile> files = new ArrayList<>();
    private final List<DataFile> before = new ArrayList<>();
    private final List<DataFile> after = new ArrayList<>();

    /** An empty load set. */
    SetFiles(SetDraft draft, NeptuneSettings settings) {
        this(draft, settings, false);
    }

    /**
     * An empty load set.
     *
     * @param dropsChanged whether values that change are dropped first, for a loader that does not replace them
     */
    SetFiles(SetDraft draft, NeptuneSettings settings, boolean dropsChanged) {
        this.draft = draft;
        this.settings = settings;
        this.dropsChanged = dropsChanged;
    }

    /** What the load does to one element type. */
    private static final class Tally {
        private final String kind;
        private final String name;
        private long created;
        private long updated;
        private long deleted;

        private Tally(String kind, String name) {
            this.kind = kind;
            this.name = name;
        }
    }

    private Tally tally(ElementLayout layout) {
        return tallies.computeIfAbsent(
                layout.element().id(),
                id -> new Tally(layout.kind(), layout.element().name()));
    }

    /**
     * Writes rows; gives their number.
     *
     * @param lostLabels what nodes that are there may have as labels of earlier loads, and should not
     */
    long write(ElementLayout layout, List<String> lostLabels, String stem, RowCursor cursor, WriteMode mode)
            throws IOException {
        Written written = write(layout, lostLabels, new Numbered(stem, 0), cursor, mode);
        take(layout, stem, written, 0);
        return count(layout, written.rows(), mode);
    }

    /** Writes rows that come in shares, as many at a time as there are processors; gives their number. The files of a share are numbered apart. */
    long writeShares(
            ElementLayout layout,
            List<String> lostLabels,
            String stem,
            List<? extends Supplier<? extends RowCursor>> shares,
            WriteMode mode)
            throws IOException {
        List<Callable<Written>> tasks = new ArrayList<>();
        for (Supplier<? extends RowCursor> share : shares) {
            Numbered name = new Numbered(stem, tasks.size() * FILES_OF_A_SHARE);
            tasks.add(() -> {
                try (RowCursor rows = share.get()) {
                    return write(layout, lostLabels, name, rows, mode);
                }
            });
        }
        long rows = 0;
        for (Written written : SideBySide.run(tasks)) {
            take(layout, stem, written, shares.size() * FILES_OF_A_SHARE);
            rows += written.rows();
        }
        return count(layout, rows, mode);
    }

    /** A file's name without its number, and how many numbers go before the first. */
    private record Numbered(String stem, int before) {}

    /** What one thread wrote. */
    private record Written(long rows, List<DataFile> files, List<DataFile> drops, List<DataFile> labelDrops) {}

    private Written write(
            ElementLayout layout, List<String> lostLabels, Numbered name, RowCursor cursor, WriteMode mode)
            throws IOException {
        DirectRowCursor rows = DirectRowCursor.of(cursor);
        long count = 0;
        try (ElementFiles output = files(layout.files(), name);
                ElementFiles dropped = files(layout.drops(), name);
                ElementFiles droppedLabels = files(layout.labelDrops(), name)) {
            RowWriter writer = new RowWriter(layout, rows, output.buffer());
            while (rows.next()) {
                output.endRow(writer.write());
                if (mayLose(rows, mode)) {
                    drop(layout, rows, dropped);
                    dropLabels(layout, lostLabels, rows, droppedLabels);
                }
                count++;
            }
            return new Written(count, output.finished(), dropped.finished(), droppedLabels.finished());
        }
    }

    /** Takes in what one thread wrote, when no other writes any more. */
    private void take(ElementLayout layout, String stem, Written written, int numbers) {
        files.addAll(written.files());
        before.addAll(written.drops());
        before.addAll(written.labelDrops());
        numbered(layout.files(), stem, Math.max(numbers, written.files().size()));
        numbered(layout.drops(), stem, Math.max(numbers, written.drops().size()));
        numbered(
                layout.labelDrops(),
                stem,
                Math.max(numbers, written.labelDrops().size()));
    }

    private void numbered(FileLayout layout, String stem, int numbers) {
        parts.merge(layout.folder() + "/" + stem, numbers, Integer::sum);
    }

    private long count(ElementLayout layout, long count, WriteMode mode) {
        Tally tally = tally(layout);
        if (mode == WriteMode.CHANGED) {
            tally.updated += count;
        } else {
            tally.created += count;
        }
        return count;
    }

    /** An element type may be written twice in one load, so the parts are numbered across all its writes. */
    private ElementFiles files(FileLayout layout, Numbered name) {
        int before = parts.getOrDefault(layout.folder() + "/" + name.stem(), 0) + name.before();
        return new ElementFiles(draft, name.stem(), layout, settings, before);
    }

    /** Whether the elements may be there with more than the rows say. */
    private static boolean mayLose(DirectRowCursor rows, WriteMode mode) {
        return mode == WriteMode.CHANGED
                || (mode == WriteMode.NEW && rows instanceof ChangedRows known && known.mayBeThere());
    }

    private static boolean isChanged(DirectRowCursor rows, int column) {
        return rows instanceof ChangedRows known ? known.isChanged(column) : true;
    }

    /** Names the labels that a node has no more; to drop one that it never had does nothing. */
    private static void dropLabels(ElementLayout layout, List<String> lost, DirectRowCursor rows, ElementFiles dropped)
            throws IOException {
        Set<String> gone = new LinkedHashSet<>(lost);
        int column = layout.labelsColumn();
        if (!layout.optionalLabels().isEmpty() && isChanged(rows, column)) {
            gone.addAll(layout.optionalLabels());
            if (!rows.isNull(column)) {
                ElementQuery.labels(rows.getText(column)).forEach(gone::remove);
            }
        }
        for (String label : gone) {
            dropped.buffer().addText(rows, 0);
            dropped.buffer().addByte(',');
            dropped.buffer().addText(label);
            dropped.buffer().addByte('\n');
            dropped.endRow(1);
        }
    }

    private void drop(ElementLayout layout, DirectRowCursor rows, ElementFiles dropped) throws IOException {
        List<PropertyPlan> properties = layout.element().properties();
        for (int i = 0; i < properties.size(); i++) {
            int column = layout.keyColumns() + i;
            boolean loses =
                    dropsChanged || properties.get(i).cardinality() != Cardinality.SINGLE || rows.isNull(column);
            if (loses && isChanged(rows, column)) {
                dropped.buffer().addText(rows, 0);
                dropped.buffer().addByte(',');
                dropped.buffer().addText(properties.get(i).name());
                dropped.buffer().addByte('\n');
                dropped.endRow(1);
            }
        }
    }

    /**
     * Writes ids of elements that are to be deleted after the load; gives their number.
     *
     * @param there whether earlier load sets hold them
     */
    long delete(ElementLayout layout, String stem, RowCursor ids, boolean there) throws IOException {
        List<DataFile> written = ids(layout.deletes(), stem, ids);
        after.addAll(written);
        long count = rows(written);
        if (there) {
            tally(layout).deleted += count;
        }
        return count;
    }

    /** Writes ids of relationships that are to be deleted before the load, which makes them again. */
    long move(ElementLayout layout, String stem, RowCursor ids) throws IOException {
        List<DataFile> written = ids(layout.moved(), stem, ids);
        before.addAll(written);
        long count = rows(written);
        tally(layout).created -= count;
        tally(layout).updated += count;
        return count;
    }

    private List<DataFile> ids(FileLayout layout, String stem, RowCursor cursor) throws IOException {
        DirectRowCursor rows = DirectRowCursor.of(cursor);
        try (ElementFiles output = files(layout, new Numbered(stem, 0))) {
            while (rows.next()) {
                output.buffer().addText(rows, 0);
                output.buffer().addByte('\n');
                output.endRow(1);
            }
            List<DataFile> finished = output.finished();
            numbered(layout, stem, finished.size());
            return finished;
        }
    }

    private static long rows(List<DataFile> files) {
        return files.stream().mapToLong(DataFile::rows).sum();
    }

    /** Takes in a file of another load set that was copied into this one. */
    void keep(DataFile file) {
        files.add(file);
    }

    /** Its folder, relative to the manifest. */
    String name() {
        return draft.set();
    }

    boolean isEmpty() {
        return files.isEmpty() && before.isEmpty() && after.isEmpty();
    }

    /**
     * The load set for the manifest.
     *
     * @param totals the elements of each type before the load
     */
    LoadSet finish(long load, Map<String, Long> totals, List<LoadManifest.Change> kept) {
        List<LoadManifest.Change> changes = new ArrayList<>(kept);
        tallies.forEach((id, tally) -> changes.add(new LoadManifest.Change(
                id,
                tally.kind,
                tally.name,
                tally.created,
                tally.updated,
                tally.deleted,
                totals.getOrDefault(id, 0L) + tally.created - tally.deleted)));
        changes.sort(Comparator.comparing(LoadManifest.Change::kind).thenComparing(LoadManifest.Change::id));
        files.sort(Comparator.comparing(DataFile::path));
        before.sort(Comparator.comparing(DataFile::path));
        // Relationships go before the nodes that they hang on.
        after.sort(
                Comparator.comparing(DataFile::kind, Collections.reverseOrder()).thenComparing(DataFile::path));
        return new LoadSet(draft.set(), load, changes, files, before, after);
    }

    /** Whether this load has written elements of the type of this id. */
    boolean wrote(String element) {
        return tallies.containsKey(element);
    }
}
