package io.graphc.runtime;

import io.graphc.plan.ElementPlan;
import io.graphc.runtime.diff.ElementDifference;
import io.graphc.runtime.emit.DeleteResult;
import io.graphc.runtime.emit.WriteResult;
import io.graphc.runtime.policy.RowAccount;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One element type on its way through the last part of a run. One thread uses it. */
final class ElementLoad {
    private final ElementPlan element;
    private final boolean retired;
    private @Nullable ElementDifference difference;
    private @Nullable WriteResult written;
    private DeleteResult deleted = DeleteResult.NOTHING;
    private OptionalLong counted = OptionalLong.empty();
    private long repeated;

    /**
     * An element type that is to be loaded.
     *
     * @param retired whether the project has it no more
     */
    ElementLoad(ElementPlan element, boolean retired) {
        this.element = element;
        this.retired = retired;
    }

    ElementPlan element() {
        return element;
    }

    boolean retired() {
        return retired;
    }

    Optional<ElementDifference> difference() {
        return Optional.ofNullable(difference);
    }

    /** The difference, where the state was asked before. */
    ElementDifference known() {
        return Objects.requireNonNull(difference, "the comparison comes first");
    }

    void compared(ElementDifference found) {
        difference = found;
    }

    void wrote(WriteResult result) {
        written = result;
    }

    /** Some transactions were made again. */
    void repeated(long transactions) {
        repeated += transactions;
    }

    void deleted(DeleteResult result) {
        deleted = result;
    }

    OptionalLong counted() {
        return counted;
    }

    void counted(long there) {
        counted = OptionalLong.of(there);
    }

    /** The elements that the target has to hold when all is done. */
    long expected(long accepted) {
        return (difference == null ? accepted : difference.expected()) + deleted.kept();
    }

    /** What was done; empty where nothing was written, of a type that the project has no more where nothing was to go. */
    Optional<ElementReport> report(RowAccount account) {
        long waiting = difference == null ? 0 : difference.waiting();
        boolean gone = retired && deleted.deleted() + deleted.kept() + waiting > 0;
        WriteResult result = gone ? WriteResult.NOTHING : written;
        if (result == null) {
            return Optional.empty();
        }
        return Optional.of(new ElementReport(
                ElementLabel.of(element),
                retired,
                account,
                result.created(),
                result.updated(),
                result.unchanged(),
                difference == null ? 0 : difference.made().emptied(),
                deleted.deleted(),
                deleted.kept() + waiting,
                repeated,
                counted));
    }
}
