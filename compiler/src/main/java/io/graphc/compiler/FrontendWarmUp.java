package io.graphc.compiler;

import io.graphc.compiler.sql.SqlFrontend;
import io.graphc.compiler.sql.SqlRequest;
import io.graphc.compiler.sql.TableLookup;
import io.graphc.compiler.sql.TableSchema;
import io.graphc.plan.Column;
import io.graphc.plan.SqlTypes;
import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Lets the front end read a query while the project's files are read, which one thread does: the first models then need
 * not wait until the JVM has loaded and set up some thousand classes. What it finds out is forgotten.
 */
final class FrontendWarmUp {
    /** A bit of each construct that most models have. */
    private static final String QUERY = """
            with paid as (
              select id, lower(name) as name, amount, at from a.b where amount > 0 and at is not null
            ),
            sums as (
              select name, count(*) as number, sum(amount) as amount, max(at) as last_at
              from paid group by name having count(*) > 1
            ),
            ranked as (
              select id, name, row_number() over (partition by name order by at desc, id) as place
              from paid
            )
            select distinct
              p.id,
              coalesce(s.name, p.name) as name,
              case when s.number > 3 then 'many' when p.amount between 1 and 2 then concat(p.name, '-') end as size,
              cast(round(p.amount * 100) as bigint) as cents
            from paid p
            join ranked r on r.id = p.id and r.place = 1
            left join sums s on s.name = p.name
            where p.name in ('x', 'y') or p.at >= timestamp '2024-01-01 00:00:00'
            union all
            select id, name, 'none', 0 from paid
            """;

    private static final TableLookup TABLES = new TableLookup() {
        private final TableSchema table = new TableSchema(
                "b",
                List.of(
                        Column.of("id", SqlTypes.BIGINT),
                        Column.of("name", SqlTypes.VARCHAR),
                        Column.of("amount", SqlTypes.DOUBLE),
                        Column.of("at", SqlTypes.timestamp(3))));

        @Override
        public Optional<TableSchema> find(List<String> nameParts) {
            return Optional.of(table);
        }

        @Override
        public Collection<String> labels() {
            return List.of();
        }
    };

    private FrontendWarmUp() {}

    /** Starts a thread of its own, which nobody waits for. */
    static void start(SqlFrontend frontend) {
        Thread thread = new Thread(() -> analyze(frontend), "graphc-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static void analyze(SqlFrontend frontend) {
        SourceFile file = new SourceFile("warm-up.sql", QUERY);
        frontend.analyze(SqlRequest.model("warm_up", MappedText.of(file), TABLES, Instant.EPOCH), diagnostic -> {});
    }
}
