package io.graphc.project;

import static io.graphc.project.yaml.KeyShape.optional;

import io.graphc.project.yaml.KeyShape;
import io.graphc.project.yaml.ObjectShape;
import io.graphc.project.yaml.ValueShape.Choice;
import io.graphc.project.yaml.ValueShape.Nested;
import io.graphc.project.yaml.ValueShape.Single;
import java.util.List;

/** How old the rows of a source may be, as dbt writes it (docs.getdbt.com, "freshness"). */
final class FreshnessShapes {
    private static final ObjectShape PERIOD = ObjectShape.of(
            "an age",
            "An age of rows.",
            optional("count", Single.INTEGER, "How many of the period."),
            optional("period", new Choice(List.of("minute", "hour", "day"), List.of()), "minute, hour or day."));

    private static final ObjectShape FRESHNESS = ObjectShape.of(
            "a freshness",
            "How old the newest row of a source may be.",
            optional("warn_after", new Nested(PERIOD), "Older than this is worth a warning."),
            optional("error_after", new Nested(PERIOD), "Older than this is an error."),
            optional("filter", Single.TEXT, "A condition on the rows that are looked at, in SQL."));

    static final List<KeyShape> KEYS = List.of(
            optional("freshness", new Nested(FRESHNESS), "How old the newest row may be; null for no limit."),
            optional("loaded_at_field", Single.TEXT, "The column, or SQL expression, with the moment of a row."),
            optional("loaded_at_query", Single.TEXT, "A query that gives the moment of the newest row."));

    private FreshnessShapes() {}
}
