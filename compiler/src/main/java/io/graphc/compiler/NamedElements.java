package io.graphc.compiler;

import io.graphc.plan.QueryLanguage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The labels and relationship types that a statement names where nothing else can stand: in Cypher behind the colon of a
 * pattern, in Gremlin as the texts of steps such as {@code hasLabel} and {@code out}. What is made up elsewhere, by a
 * parameter for instance, is left alone. The statement is not parsed, so one with mistakes is no trouble.
 */
final class NamedElements {
    // Possessive loops over many characters at once: others take a frame of the stack for each character.
    private static final String NAME = "(?:[\\p{L}_][\\p{L}\\p{N}_]*|`(?:[^`]++|``)++`)";
    private static final Pattern ONE_NAME = Pattern.compile(NAME);
    private static final String NAMES = "(!?\\s*" + NAME + "(?:\\s*[:|&]+\\s*!?\\s*" + NAME + ")*)";
    private static final Pattern IN_NODE = Pattern.compile("\\(\\s*" + NAME + "?\\s*:\\s*" + NAMES);
    private static final Pattern IN_RELATIONSHIP = Pattern.compile("\\[\\s*" + NAME + "?\\s*:\\s*" + NAMES);
    /** What names no element though it may look so. */
    private static final Pattern TEXTS_AND_COMMENTS = Pattern.compile(
            "'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|//[^\\n]*|/\\*(?s:.*?)\\*/");

    private static final Pattern GREMLIN_TOKEN =
            Pattern.compile("'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|\\w+|\\S");
    private static final Map<String, Kind> STEPS = Map.of(
            "hasLabel", Kind.ANY,
            "out", Kind.RELATIONSHIP,
            "in", Kind.RELATIONSHIP,
            "both", Kind.RELATIONSHIP,
            "outE", Kind.RELATIONSHIP,
            "inE", Kind.RELATIONSHIP,
            "bothE", Kind.RELATIONSHIP);

    private NamedElements() {}

    /** What a name can be of. */
    enum Kind {
        RELATIONSHIP,
        /** A node or a relationship. */
        ANY
    }

    /**
     * A name.
     *
     * @param start its offset in the statement
     * @param end the offset behind it
     */
    record Named(String name, Kind kind, int start, int end) {}

    /** All names in the order in which they stand. */
    static List<Named> of(QueryLanguage language, String statement) {
        List<Named> names = language == QueryLanguage.CYPHER ? cypher(statement) : gremlin(statement);
        names.sort((left, right) -> Integer.compare(left.start(), right.start()));
        return names;
    }

    private static List<Named> cypher(String statement) {
        String plain =
                TEXTS_AND_COMMENTS.matcher(statement).replaceAll(found -> " ".repeat(found.end() - found.start()));
        List<Named> names = new ArrayList<>();
        // A relationship may be asked for its type as a node for its label: `WHERE (r:KNOWS)`.
        cypher(plain, IN_NODE, Kind.ANY, names);
        cypher(plain, IN_RELATIONSHIP, Kind.RELATIONSHIP, names);
        return names;
    }

    private static void cypher(String text, Pattern pattern, Kind kind, List<Named> names) {
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            Matcher name = ONE_NAME.matcher(text).region(found.start(1), found.end(1));
            while (name.find()) {
                String written = name.group();
                String plain = written.startsWith("`")
                        ? written.substring(1, written.length() - 1).replace("``", "`")
                        : written;
                names.add(new Named(plain, kind, name.start(), name.end()));
            }
        }
    }

    private static List<Named> gremlin(String statement) {
        List<MatchResult> tokens = GREMLIN_TOKEN.matcher(statement).results().toList();
        List<Named> names = new ArrayList<>();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Kind kind = STEPS.get(tokens.get(i).group());
            if (kind != null && tokens.get(i + 1).group().equals("(")) {
                names.addAll(arguments(tokens, i + 2, kind));
            }
        }
        return names;
    }

    /** The texts between two parentheses; none where something else stands there, too. */
    private static List<Named> arguments(List<MatchResult> tokens, int first, Kind kind) {
        List<Named> names = new ArrayList<>();
        for (int i = first; i + 1 < tokens.size(); i += 2) {
            MatchResult text = tokens.get(i);
            String between = tokens.get(i + 1).group();
            boolean isText = text.group().matches("(?s)(['\"])[^\\\\]*\\1");
            if (!isText || (!between.equals(",") && !between.equals(")"))) {
                return List.of();
            }
            String name = text.group().substring(1, text.group().length() - 1);
            names.add(new Named(name, kind, text.start() + 1, text.end() - 1));
            if (between.equals(")")) {
                return names;
            }
        }
        return List.of();
    }
}
