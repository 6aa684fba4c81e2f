package io.graphc.runtime;

import io.graphc.runtime.policy.RowAccount;
import java.util.OptionalLong;

/**
 * What was done with the elements of one type. The runner has checked that {@code account.rows + account.made = created +
 * updated + unchanged + account.merged + account.rejected}; what was deleted stands beside that.
 *
 * @param retired whether the project has the type no more, so that all of its elements are to go
 * @param account what became of the rows that the element query gave before they were written
 * @param emptied those of the updated that are nodes whose rows are gone and that relationships make
 * @param deleted elements that the project has no more and that were on the target
 * @param kept elements that the project has no more and that stay: others hang relationships on them, or they are too young
 * @param repeated transactions or requests that were made again, because another one was in the way or a connection was lost
 * @param counted elements of the type on the target afterwards, where they were counted
 */
public record ElementReport(
        ElementLabel element,
        boolean retired,
        RowAccount account,
        long created,
        long updated,
        long unchanged,
        long emptied,
        long deleted,
        long kept,
        long repeated,
        OptionalLong counted) {
    /** The number of elements that the project has of this type. */
    public long accepted() {
        return account.accepted();
    }
}
