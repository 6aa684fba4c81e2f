package io.graphc.cli.command;

import io.graphc.compiler.context.IntrospectiveQueries;
import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.SourceTable;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers queries of macros on the engine of a project, in the engine's own dialect. A statement that yields no rows is run,
 * too, and has an empty answer.
 */
final class EngineQueries implements IntrospectiveQueries {
    private static final Pattern END = Pattern.compile("[;\\s]+$");

    private final QueryEngine engine;
    private final CompiledProject project;
    private final String operation;
    private final Set<SourceTable> provided = new LinkedHashSet<>();

    /**
     * Answers on an engine that is open.
     *
     * @param operation names the macro in messages
     */
    EngineQueries(QueryEngine engine, CompiledProject project, String operation) {
        this.engine = engine;
        this.project = project;
        this.operation = operation;
    }

    @Override
    public Optional<Answer> run(String sql) {
        String statement = END.matcher(sql).replaceFirst("");
        provide(statement);
        return engine.answer(operation, statement, EngineQueries::answer)
                .or(() -> Optional.of(new Answer(List.of(), List.of())));
    }

    private static Answer answer(RowCursor rows) {
        List<List<@Nullable Object>> all = new ArrayList<>();
        while (rows.next()) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int i = 0; i < rows.columns().size(); i++) {
                row.add(plain(rows.getValue(i)));
            }
            all.add(row);
        }
        return new Answer(rows.columns().stream().map(Column::name).toList(), all);
    }

    /** Tables of sources may lie in files; only those that a statement names are looked at. */
    private void provide(String statement) {
        for (SourceTable source : project.sources()) {
            if (statement.contains(source.relation().quoted()) && provided.add(source)) {
                engine.provideSource(source);
            }
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        boolean known = value == null
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof Double
                || value instanceof BigDecimal
                || value instanceof String;
        if (known) {
            return value;
        }
        if (value instanceof Float decimal) {
            // Its digits and no more: 0.1 is not 0.10000000149011612.
            return Double.valueOf(decimal.toString());
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        return value instanceof Integer || value instanceof Short || value instanceof Byte
                ? (Object) ((Number) value).longValue()
                : String.valueOf(value);
    }
}
