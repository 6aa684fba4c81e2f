package io.graphc.runtime.emit.gremlin.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.tinkerpop.gremlin.process.traversal.Compare;
import org.apache.tinkerpop.gremlin.process.traversal.Contains;
import org.apache.tinkerpop.gremlin.process.traversal.P;
import org.apache.tinkerpop.gremlin.process.traversal.Traversal;
import org.apache.tinkerpop.gremlin.process.traversal.TraversalStrategy;
import org.apache.tinkerpop.gremlin.process.traversal.step.HasContainerHolder;
import org.apache.tinkerpop.gremlin.process.traversal.step.util.HasContainer;
import org.apache.tinkerpop.gremlin.process.traversal.strategy.AbstractTraversalStrategy;
import org.apache.tinkerpop.gremlin.process.traversal.util.TraversalHelper;
import org.apache.tinkerpop.gremlin.structure.T;

/**
 * Lets {@code hasLabel('User')} find a vertex of several labels, as Neptune does: TinkerGraph keeps one label, in which they
 * stand with {@code ::} between them (Amazon Neptune user guide, "Gremlin standards compliance in Amazon Neptune").
 */
final class SeveralLabels extends AbstractTraversalStrategy<TraversalStrategy.DecorationStrategy>
        implements TraversalStrategy.DecorationStrategy {
    static final String SEPARATOR = "::";
    static final SeveralLabels INSTANCE = new SeveralLabels();

    private static final long serialVersionUID = 1L;

    private SeveralLabels() {}

    @Override
    public void apply(Traversal.Admin<?, ?> traversal) {
        for (HasContainerHolder holder :
                TraversalHelper.getStepsOfAssignableClass(HasContainerHolder.class, traversal)) {
            for (HasContainer container : List.copyOf(holder.getHasContainers())) {
                if (T.label.getAccessor().equals(container.getKey())) {
                    replace(holder, container);
                }
            }
        }
    }

    private static void replace(HasContainerHolder holder, HasContainer container) {
        P<?> predicate = container.getPredicate();
        Object compares = predicate.getBiPredicate();
        if (compares == Compare.eq || compares == Contains.within) {
            List<String> wanted = new ArrayList<>();
            if (predicate.getValue() instanceof Iterable<?> several) {
                several.forEach(name -> wanted.add(String.valueOf(name)));
            } else {
                wanted.add(String.valueOf(predicate.getValue()));
            }
            P<Object> any = new P<>((label, names) -> holds(label, wanted), "");
            holder.removeHasContainer(container);
            holder.addHasContainer(new HasContainer(container.getKey(), any));
        }
    }

    private static boolean holds(Object label, List<String> wanted) {
        String text = label.toString();
        List<String> labels = Arrays.asList(text.split(SEPARATOR, -1));
        return wanted.stream().anyMatch(name -> text.equals(name) || labels.contains(name));
    }
}
