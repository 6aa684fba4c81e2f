package io.graphc.runtime.engine;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Rows in shares, which together are all of them. Each share is opened once, by whichever thread; it is closed before this
 * is, which lets go of what the rows lie in.
 */
public final class RowShares implements AutoCloseable {
    private final List<Supplier<RowCursor>> shares;
    private final Runnable end;

    /**
     * Rows that lie somewhere.
     *
     * @param end lets go of that place
     */
    public RowShares(List<Supplier<RowCursor>> shares, Runnable end) {
        this.shares = List.copyOf(shares);
        this.end = end;
    }

    /** All rows in one share, which is opened when it is asked for. */
    public static RowShares of(Supplier<RowCursor> rows) {
        return new RowShares(List.of(rows), () -> {});
    }

    /** What opens each share. */
    public List<Supplier<RowCursor>> shares() {
        return shares;
    }

    /** The same rows, each share seen through another cursor. */
    public RowShares seenAs(UnaryOperator<RowCursor> view) {
        return new RowShares(
                shares.stream()
                        .<Supplier<RowCursor>>map(share -> () -> view.apply(share.get()))
                        .toList(),
                end);
    }

    @Override
    public void close() {
        end.run();
    }
}
