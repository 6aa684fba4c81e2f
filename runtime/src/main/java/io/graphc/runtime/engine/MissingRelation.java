package io.graphc.runtime.engine;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.RelationName;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table or view that an engine did not find, as far as its words tell which one it is. */
final class MissingRelation {
    /**
     * DuckDB says {@code Table with name x}, or {@code "s.x"} where not even the schema is there; Trino and Athena say
     * {@code Table 'c.s.x'}.
     */
    private static final Pattern WORDS =
            Pattern.compile("(?:Table|View) (?:with name \"(?<local>[^\"]+)\" does not exist because"
                    + "|with name (?<bare>.+?) does not exist|'(?<full>[^']+)' does not exist)");

    private final String told;
    private final String name;
    private final boolean full;
    private final Set<String> schemas;

    private MissingRelation(String told, String name, boolean full, Set<String> schemas) {
        this.told = told;
        this.name = name;
        this.full = full;
        this.schemas = schemas;
    }

    /** Empty for all other failures. */
    static Optional<MissingRelation> of(Diagnostic failure) {
        if (!isOfQuery(failure)) {
            return Optional.empty();
        }
        for (String note : failure.notes()) {
            Matcher match = WORDS.matcher(note);
            if (match.find()) {
                return Optional.of(of(failure, note, match));
            }
        }
        return Optional.empty();
    }

    static boolean isOfQuery(Diagnostic failure) {
        return failure.code() == DiagnosticCode.QUERY_FAILED || failure.code() == DiagnosticCode.RELATION_GONE;
    }

    private static MissingRelation of(Diagnostic failure, String note, Matcher match) {
        String bare = match.group("bare");
        if (bare != null) {
            return new MissingRelation(note, bare, false, schemas(failure, note, bare));
        }
        String full = match.group("full") == null ? match.group("local") : match.group("full");
        return new MissingRelation(note, full, true, Set.of());
    }

    /** The schemas that the line of the statement names before it, which DuckDB shows beside its words. */
    private static Set<String> schemas(Diagnostic failure, String words, String bare) {
        Pattern use = Pattern.compile(
                "(?:\"([^\"]+)\"|(\\w+))\\.\"?" + Pattern.quote(bare) + "(?!\\w)", Pattern.CASE_INSENSITIVE);
        Set<String> schemas = new TreeSet<>();
        for (String note : failure.notes()) {
            Matcher found = use.matcher(note.equals(words) ? "" : note);
            while (found.find()) {
                schemas.add(lower(found.group(1) == null ? found.group(2) : found.group(1)));
            }
        }
        return schemas;
    }

    /** Whether it may be this one: a bare name may be that of several. */
    boolean is(RelationName relation) {
        if (!full) {
            return name.equalsIgnoreCase(relation.identifier())
                    && (schemas.isEmpty() || schemas.contains(lower(relation.schema())));
        }
        String local = relation.schema() + "." + relation.identifier();
        return name.equalsIgnoreCase(local)
                || relation.database()
                        .map(database -> name.equalsIgnoreCase(database + "." + local))
                        .orElseGet(() -> name.substring(name.indexOf('.') + 1).equalsIgnoreCase(local));
    }

    /** The note that names it. */
    String told() {
        return told;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
