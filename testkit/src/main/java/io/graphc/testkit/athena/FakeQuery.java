package io.graphc.testkit.athena;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A query of a stand-in for Athena, from its start to its end. Guarded by the stand-in. */
final class FakeQuery {
    final String id;
    final StatementText statement;
    final String workgroup;
    final String output;
    final Optional<AthenaFault> fault;
    private final List<String> states;
    private int looks;

    @Nullable
    Future<SqlBackend.Answer> work;

    boolean stopped;
    /** Whether somebody was told its end, which no longer changes then. */
    boolean ended;

    FakeQuery(
            String id,
            StatementText statement,
            String workgroup,
            String output,
            Optional<AthenaFault> fault,
            List<String> states) {
        this.id = id;
        this.statement = statement;
        this.workgroup = workgroup;
        this.output = output;
        this.fault = fault;
        this.states = states;
    }

    /** The next state that a look shows before the end; empty when the end may show. */
    Optional<String> nextState() {
        boolean more = looks < states.size();
        return more ? Optional.of(states.get(looks++)) : Optional.empty();
    }
}
