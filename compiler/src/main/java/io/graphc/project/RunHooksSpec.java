package io.graphc.project;

import java.util.List;

/**
 * The hooks of a project file around a run.
 *
 * @param start {@code on-run-start}
 * @param end {@code on-run-end}
 */
public record RunHooksSpec(List<HookSpec> start, List<HookSpec> end) {
    public RunHooksSpec {
        start = List.copyOf(start);
        end = List.copyOf(end);
    }
}
