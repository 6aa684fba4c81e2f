package io.graphc.runtime.engine.athena;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * When results of an earlier run of the same query are taken in place of running it. Athena does not look whether the rows
 * have changed meanwhile (Athena user guide, "Reuse query results"), so it is never done for what reads the tables of the
 * project: these change in every run.
 *
 * @param minutes how old the results may be; 0 for never
 * @param schemas the schemas that the project writes to
 */
record ResultReuse(int minutes, Set<String> schemas) {
    ResultReuse {
        schemas = new TreeSet<>(schemas);
    }

    static final ResultReuse NEVER = new ResultReuse(0, Set.of());

    boolean fits(String sql) {
        String text = sql.toLowerCase(Locale.ROOT);
        return minutes > 0 && schemas.stream().noneMatch(schema -> text.contains(schema.toLowerCase(Locale.ROOT)));
    }
}
