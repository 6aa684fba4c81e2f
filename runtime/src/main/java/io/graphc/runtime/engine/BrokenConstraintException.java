package io.graphc.runtime.engine;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.ConstraintPlan;
import java.util.List;
import java.util.Map;

/** Rows break constraints of a contract; whoever knows where they are written shows the places. */
public final class BrokenConstraintException extends GraphcException {
    private static final long serialVersionUID = 1L;

    private final transient List<ConstraintPlan> broken;

    /**
     * What was found.
     *
     * @param found how many rows or keys break each constraint
     */
    public BrokenConstraintException(String what, Map<ConstraintPlan, Long> found) {
        super(diagnostic(what, found));
        this.broken = List.copyOf(found.keySet());
    }

    private static Diagnostic diagnostic(String what, Map<ConstraintPlan, Long> found) {
        Diagnostic.Builder problem =
                Diagnostic.of(DiagnosticCode.CONSTRAINT_BROKEN, "the rows of " + what + " break its contract");
        found.forEach((constraint, count) -> problem.note(constraint.title() + ": " + count
                + (constraint.type().equals("unique") || constraint.type().equals("primary_key") ? " keys" : " rows")));
        return problem.help("the table is as it was").build();
    }

    /** In the order in which they are checked. */
    public List<ConstraintPlan> broken() {
        return broken;
    }
}
