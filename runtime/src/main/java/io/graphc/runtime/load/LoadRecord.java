package io.graphc.runtime.load;

import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of one load of a graph, so that another process finds it again.
 *
 * @param name its folder below the target's location, made once
 * @param load the number of the load in the state, 0 where none remembers it
 * @param contents a checksum of all that it loads: two loads with the same one do the same
 * @param stage how far it is
 * @param jobs in the order in which they were started; the last one of a kind counts
 */
public record LoadRecord(
        String name,
        String project,
        String tenant,
        String endpoint,
        long load,
        String contents,
        Stage stage,
        List<LoadJob> jobs) {
    /** How far a load is. */
    public enum Stage {
        /** Files are being written, nothing was loaded. */
        PREPARED,
        /** Jobs were started. */
        LOADING,
        /** All of it is in the graph. */
        LOADED,
        /** The run that loaded it has done the rest, too. */
        DONE,
        /** It failed, or another load took its place. */
        ABANDONED
    }

    public LoadRecord {
        jobs = List.copyOf(jobs);
    }

    public LoadRecord at(Stage next) {
        return new LoadRecord(name, project, tenant, endpoint, load, contents, next, jobs);
    }

    /** With one more job. */
    public LoadRecord plus(LoadJob job) {
        List<LoadJob> more = new ArrayList<>(jobs);
        more.add(job);
        return new LoadRecord(name, project, tenant, endpoint, load, contents, stage, more);
    }

    /** With another last word on a job. */
    public LoadRecord with(int index, LoadJob job) {
        List<LoadJob> changed = new ArrayList<>(jobs);
        changed.set(index, job);
        return new LoadRecord(name, project, tenant, endpoint, load, contents, stage, changed);
    }

    /** The place of the last job of a kind, -1 where there is none. */
    public int last(String kind) {
        for (int i = jobs.size() - 1; i >= 0; i--) {
            if (jobs.get(i).kind().equals(kind)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether nothing of it is done any more. */
    public boolean isOver() {
        return stage == Stage.DONE || stage == Stage.ABANDONED;
    }
}
