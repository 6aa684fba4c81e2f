package io.graphc.runtime.diff;

import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.engine.OwnTables;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what a run does to its engine and its target, call by call, before and after each, and row by row; at a chosen count
 * something happens. Safe to share between threads.
 */
public final class KillPoint {
    private static final int ROWS = 5;

    private final long point;
    private final Runnable action;
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();

    /** Does the action at the given event; a point of 0 is never reached. */
    public KillPoint(long point, Runnable action) {
        this.point = point;
        this.action = action;
    }

    public long events() {
        return events.get();
    }

    private void event() {
        if (events.incrementAndGet() == point) {
            action.run();
        }
    }

    public QueryEngine watch(QueryEngine engine) {
        return watch(QueryEngine.class, engine);
    }

    GraphWriter watch(GraphWriter writer) {
        return watch(GraphWriter.class, writer);
    }

    private <T> T watch(Class<T> type, T watched) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    boolean next = method.getName().equals("next");
                    if (!next && method.getReturnType() != long.class
                            || method.getName().equals("count")) {
                        event();
                    }
                    Object result = invoke(method, watched, arguments == null ? new Object[0] : arguments);
                    if (next && rows.incrementAndGet() % ROWS == 0) {
                        event();
                    } else if (method.getReturnType() == void.class) {
                        event();
                    }
                    return result;
                }));
    }

    private Object invoke(Method method, Object watched, Object[] arguments) throws Throwable {
        try {
            Object result = method.invoke(watched, arguments);
            if (result instanceof Optional<?> tables && tables.orElse(null) instanceof OwnTables own) {
                return Optional.of(watch(OwnTables.class, own));
            }
            // Plain queries alone: they are what rows to write come through.
            boolean rowsToWrite =
                    result instanceof RowCursor && method.getName().equals("query");
            return rowsToWrite ? watch(RowCursor.class, (RowCursor) result) : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
