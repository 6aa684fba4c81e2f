package io.graphc.compiler.sql.corpus;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.source.SourceSpan;
import io.graphc.testkit.TrinoSchema.Failure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether an error of ours stands where Trino's stands. Where it does not, one of these rules says why ours is the better
 * place; any other difference is a mistake.
 *
 * <ul>
 *   <li>Operation: Trino points at the operator between two values; we mark the values too, so our range holds its place.
 *   <li>Part: Trino points at the start of a whole (a call, a query, a set operation, a qualified name); we mark the part
 *       of it that is wrong, which comes after. Which wholes is listed in {@link #WHOLES}.
 *   <li>Quoted: Trino points at the operator of an expression or a condition and quotes it; we mark the column or the
 *       function inside of it that is wrong, which the quotation holds.
 *   <li>Nowhere: Trino names no place.
 *   <li>End: Trino points behind the end of the text; we mark its last word.
 * </ul>
 */
final class RejectedPlace {
    /** Trino's words for wholes of which we mark the part. */
    private static final List<Pattern> WHOLES = List.of(
            // The name that is not found, after its qualifier.
            Pattern.compile("Column '.*\\..*' cannot be resolved"),
            // The branch, the subscript or the argument instead of the expression around it.
            Pattern.compile("Result types for IF must be the same.*"),
            Pattern.compile("Cannot use .* for subscript of .*"),
            Pattern.compile("Expected expression of varchar.*"),
            // The type instead of the cast.
            Pattern.compile("Unknown type: .*|UNKNOWN is not a valid type"),
            // The column of the second query instead of the operation.
            Pattern.compile("column \\d+ in .* query has incompatible types.*"),
            Pattern.compile(".* query has different number of fields.*"),
            Pattern.compile(".*recursion have different number of fields.*|recursion step relation output type .*"),
            Pattern.compile("Type .* is not comparable and therefore cannot be used in .*"),
            // The query that has other columns instead of the word before it.
            Pattern.compile("Value expression and result of subquery must be of the same type.*"),
            // The name of the table after TABLE, the word NATURAL inside of the join.
            Pattern.compile("Table '.*' does not exist|Natural join not supported"),
            // The key instead of the query or the call.
            Pattern.compile(".* is not (comparable|orderable), and therefore cannot be used in .*"),
            Pattern.compile("(ORDER BY|DISTINCT) can only be applied to .*"),
            Pattern.compile("For SELECT DISTINCT, ORDER BY expressions must appear in select list"),
            // The names instead of the relation.
            Pattern.compile("Column alias list has \\d+ entries but .*"),
            // The inner function instead of the outer one.
            Pattern.compile("Cannot nest (aggregations|window functions) .*"),
            Pattern.compile("Cannot nest (aggregations|window functions or row pattern measures) inside .*"),
            // The call instead of the whole query.
            Pattern.compile("Not a window function: .*"),
            Pattern.compile("(FILTER|DISTINCT in window function parameters)(:)? .*not yet supported.*"),
            // What makes an aggregation of the query instead of what then should be grouped.
            Pattern.compile("'.*' must be an aggregate expression or appear in GROUP BY clause"));

    private static final Pattern OPERATIONS = Pattern.compile("Cannot apply operator: .*|Cannot check if .*"
            + "|Value expression and result of subquery must be of the same type.*"
            + "|Type \\[.*] must be (comparable|orderable) in order to be used in quantified comparison"
            + "|Unexpected parameters \\(.*\\) for function concat.*"
            + "|(?s)Could not choose a best candidate operator.*"
            + "|Unknown type: char\\(.*");

    /** The reference that a recursive query must not have where such a clause follows, instead of the clause. */
    private static final Pattern RECURSION = Pattern.compile("immediate .* clause in recursive query");

    private RejectedPlace() {}

    static boolean agrees(Failure failure, Diagnostic ours, String sql) {
        if (failure.line() == 0) {
            return true;
        }
        Optional<SourceSpan> primary = ours.primary();
        if (primary.isEmpty()) {
            return false;
        }
        int place = offset(sql, failure);
        int start = primary.get().startOffset();
        int end = primary.get().endOffset();
        if (place == start || place >= sql.length()) {
            return true;
        }
        String message = failure.message();
        if (start < place && place < end && OPERATIONS.matcher(message).matches()) {
            return true;
        }
        boolean part = start > place
                && WHOLES.stream().anyMatch(whole -> whole.matcher(message).matches());
        return part
                || RECURSION.matcher(message).matches()
                || isQuoted(message, primary.get().text());
    }

    private static boolean isQuoted(String message, String marked) {
        int call = marked.indexOf('(');
        String name = call < 0 ? marked : marked.substring(0, call + 1);
        boolean rule = message.contains("must be an aggregate expression or appear in GROUP BY clause")
                || message.contains("clause cannot contain")
                || message.contains("cannot contain aggregations");
        return rule && plain(message).contains(plain(name));
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replace(" (", "(");
    }

    private static int offset(String sql, Failure failure) {
        int start = 0;
        for (int line = 1; line < failure.line(); line++) {
            start = sql.indexOf('\n', start) + 1;
        }
        return start + failure.column() - 1;
    }
}
