package io.graphc.testkit.gremlin;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.tinkerpop.gremlin.process.traversal.Traversal;
import org.apache.tinkerpop.gremlin.process.traversal.TraversalStrategy;
import org.apache.tinkerpop.gremlin.process.traversal.step.Mutating;
import org.apache.tinkerpop.gremlin.process.traversal.strategy.AbstractTraversalStrategy;
import org.apache.tinkerpop.gremlin.process.traversal.util.TraversalHelper;

/**
 * Refuses as many of the next writing requests as it was told, with the message that Neptune gives when two transactions
 * meet (Amazon Neptune user guide, "Neptune Graph Engine Error Messages and Codes").
 */
final class FaultStrategy extends AbstractTraversalStrategy<TraversalStrategy.VerificationStrategy>
        implements TraversalStrategy.VerificationStrategy {
    private static final long serialVersionUID = 1L;

    private final transient AtomicInteger faults = new AtomicInteger();
    private volatile String code = "";

    /** From now on: so many requests fail with this code. */
    void plan(String failure, int count) {
        code = failure;
        faults.set(count);
    }

    @Override
    public void apply(Traversal.Admin<?, ?> traversal) {
        boolean writes = traversal.isRoot()
                && !TraversalHelper.getStepsOfAssignableClassRecursively(Mutating.class, traversal)
                        .isEmpty();
        if (writes && faults.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException(
                    "{\"requestId\":\"0\",\"code\":\"" + code + "\",\"detailedMessage\":\"planned by a test\"}");
        }
    }
}
