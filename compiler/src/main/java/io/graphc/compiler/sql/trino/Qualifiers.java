package io.graphc.compiler.sql.trino;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What could be meant by a name before a dot that nothing has. */
final class Qualifiers {
    /** More names than this are no help. */
    private static final int MOST_LISTED = 8;

    private Qualifiers() {}

    /** @param rows names of columns whose fields can be named */
    static Diagnostic.Builder hint(Diagnostic.Builder problem, String name, NameScope scope, List<String> rows) {
        Optional<String> renamed = scope.visible().stream()
                .filter(relation -> relation.label().equalsIgnoreCase(name)
                        || relation.label().toLowerCase(Locale.ROOT).endsWith("." + Tokens.lower(name)))
                .map(NameScope.Relation::alias)
                .filter(alias -> !alias.isEmpty() && !alias.equals(Tokens.lower(name)))
                .findFirst();
        if (renamed.isPresent()) {
            return problem.help("it has another name here: `" + renamed.get() + "`");
        }
        List<String> qualifiers = scope.qualifiers();
        if (!qualifiers.isEmpty() && qualifiers.size() <= MOST_LISTED) {
            problem.note("tables here: " + Spelling.listing(qualifiers));
        }
        List<String> all = new ArrayList<>(qualifiers);
        all.addAll(rows);
        // All names of one letter are near to each other.
        List<String> near = name.length() == 1 ? List.of() : Spelling.nearest(name, all);
        return near.isEmpty() ? problem : problem.help("did you mean " + Spelling.alternatives(near) + "?");
    }
}
