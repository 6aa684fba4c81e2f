package io.graphc.compiler.sql.calcite;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteResource;
import org.apache.calcite.runtime.Resources;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Reads the exceptions of Calcite's validator. A message is matched with the method of {@link CalciteResource} that it came
 * from: each method carries its message as an annotation, the one with the most literal text wins.
 */
public final class CalciteErrors {
    /** What the validator can reject, as far as we have words of our own for it. */
    public enum Problem {
        /** Arguments: column. */
        UNKNOWN_COLUMN,
        /** Arguments: column, relation. */
        UNKNOWN_COLUMN_OF_RELATION,
        /** Arguments: relation. */
        UNKNOWN_RELATION,
        /** Arguments: column. */
        AMBIGUOUS_COLUMN,
        /** Arguments: column, type on the left, type on the right. */
        USING_TYPES,
        /** Arguments: expression. */
        NOT_GROUPED,
        /** Arguments: expression. */
        NOT_IN_DISTINCT,
        /** Arguments: clause. */
        AGGREGATE_NOT_ALLOWED,
        AGGREGATE_IN_ORDER_BY,
        GROUPING_ARGUMENT,
        POSITION_OUT_OF_RANGE,
        /** Arguments: columns of the relation, their names, columns of the alias. */
        ALIAS_COLUMN_COUNT,
        VALUES_DIFFER,
        STAR_WITHOUT_FROM,
        OTHER
    }

    /**
     * A rejection by the validator.
     *
     * @param arguments the values in the message, in the order of the message's numbers
     * @param text Calcite's own words, for problems that we have none for
     */
    public record Rejection(Problem problem, List<String> arguments, SqlParserPos position, String text) {
        public Rejection {
            arguments = List.copyOf(arguments);
        }
    }

    private static final Map<String, Problem> METHODS = Map.ofEntries(
            Map.entry("columnNotFound", Problem.UNKNOWN_COLUMN),
            Map.entry("columnNotFoundInTable", Problem.UNKNOWN_COLUMN_OF_RELATION),
            Map.entry("unknownIdentifier", Problem.UNKNOWN_RELATION),
            Map.entry("tableNameNotFound", Problem.UNKNOWN_RELATION),
            Map.entry("columnAmbiguous", Problem.AMBIGUOUS_COLUMN),
            Map.entry("columnInUsingNotUnique", Problem.AMBIGUOUS_COLUMN),
            Map.entry("naturalOrUsingColumnNotCompatible", Problem.USING_TYPES),
            Map.entry("notGroupExpr", Problem.NOT_GROUPED),
            Map.entry("notSelectDistinctExpr", Problem.NOT_IN_DISTINCT),
            Map.entry("aggregateIllegalInClause", Problem.AGGREGATE_NOT_ALLOWED),
            Map.entry("aggregateIllegalInOrderBy", Problem.AGGREGATE_IN_ORDER_BY),
            Map.entry("groupingArgument", Problem.GROUPING_ARGUMENT),
            Map.entry("orderByOrdinalOutOfRange", Problem.POSITION_OUT_OF_RANGE),
            Map.entry("aliasListDegree", Problem.ALIAS_COLUMN_COUNT),
            Map.entry("incompatibleValueType", Problem.VALUES_DIFFER),
            Map.entry("incompatibleTypes", Problem.VALUES_DIFFER),
            Map.entry("selectStarRequiresFrom", Problem.STAR_WITHOUT_FROM));

    private CalciteErrors() {}

    /** What an exception of the validator says. */
    public static Rejection read(CalciteContextException exception) {
        Throwable cause = exception.getCause();
        String text = String.valueOf((cause == null ? exception : cause).getMessage());
        SqlParserPos position = TextPosition.of(exception.getPosColumn() - 1, exception.getEndPosColumn());
        Optional<Message> message = Messages.match(text);
        Problem problem = message.map(found -> METHODS.get(found.method())).orElse(null);
        if (message.isEmpty() || problem == null) {
            return new Rejection(Problem.OTHER, List.of(), position, text);
        }
        return new Rejection(problem, message.get().arguments(text), position, text);
    }

    /** The name of the method that a message came from, for tests. */
    static Optional<String> methodOf(String text) {
        return Messages.match(text).map(Message::method);
    }

    static Iterable<String> mappedMethods() {
        return METHODS.keySet();
    }

    /** A message with its values left out: the literal text as a pattern, and the number of each value. */
    private record Message(String method, Pattern pattern, List<Integer> numbers, int literal) {
        List<String> arguments(String text) {
            Matcher matcher = pattern.matcher(text);
            if (!matcher.matches()) {
                return List.of();
            }
            String[] values = new String
                    [numbers.stream().mapToInt(Integer::intValue).max().orElse(-1) + 1];
            Arrays.fill(values, "");
            for (int i = 0; i < numbers.size(); i++) {
                values[numbers.get(i)] = matcher.group(i + 1);
            }
            return List.of(values);
        }
    }

    /** Read when the first rejection is: most runs have none. */
    private static final class Messages {
        private static final Pattern PART = Pattern.compile("''|\\{(\\d+)[^}]*}|[^'{]+|.");
        private static final List<Message> ALL = read();

        private static List<Message> read() {
            List<Message> messages = new ArrayList<>();
            for (Method method : CalciteResource.class.getMethods()) {
                Resources.BaseMessage message = method.getAnnotation(Resources.BaseMessage.class);
                if (message != null) {
                    messages.add(message(method.getName(), message.value()));
                }
            }
            // Twins have the same text; the order of reflection must not decide between them.
            messages.sort(Comparator.comparingInt((Message found) -> -found.literal())
                    .thenComparing(found -> METHODS.containsKey(found.method()) ? 0 : 1)
                    .thenComparing(Message::method));
            return messages;
        }

        private static Message message(String method, String text) {
            StringBuilder pattern = new StringBuilder();
            List<Integer> numbers = new ArrayList<>();
            int literal = 0;
            Matcher part = PART.matcher(text);
            while (part.find()) {
                if (part.group(1) != null) {
                    numbers.add(Integer.parseInt(part.group(1)));
                    pattern.append("(.*)");
                } else {
                    String plain = part.group().equals("''") ? "'" : part.group();
                    literal += plain.length();
                    pattern.append(Pattern.quote(plain));
                }
            }
            return new Message(method, Pattern.compile(pattern.toString(), Pattern.DOTALL), numbers, literal);
        }

        static Optional<Message> match(String text) {
            return ALL.stream()
                    .filter(message -> message.pattern().matcher(text).matches())
                    .findFirst();
        }
    }

    /** Calcite's words without its own vocabulary, for a note. */
    public static String cleaned(String text) {
        String plain = text.replaceAll("From line \\d+, column \\d+ to line \\d+, column \\d+: ", "")
                .replaceAll("At line \\d+, column \\d+: ", "")
                .replace('\'', '`');
        return plain.isEmpty() ? plain : plain.substring(0, 1).toLowerCase(Locale.ROOT) + plain.substring(1);
    }
}
