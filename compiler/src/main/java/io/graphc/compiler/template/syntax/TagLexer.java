package io.graphc.compiler.template.syntax;

import io.graphc.compiler.template.syntax.Token.Kind;
import java.util.List;

/** Reads the words of one tag: names, numbers, text literals, operators. */
final class TagLexer {
    private static final List<String> LONG_OPERATORS = List.of("//", "**", "==", "!=", ">=", "<=");
    private static final String OPERATORS = "+-/*%~[](){}><=.:|,";
    private static final List<String> SHORT_OPERATORS =
            OPERATORS.chars().mapToObj(Character::toString).toList();

    private final String text;
    private final int end;
    private final List<Token> tokens;
    private int openBraces;
    private String problem = "";
    private int problemStart;
    private int problemEnd;

    TagLexer(String text, int end, List<Token> tokens) {
        this.text = text;
        this.end = end;
        this.tokens = tokens;
    }

    /** How many curly braces of dicts are open: while there are any, {@code }}} does not end the tag. */
    int openBraces() {
        return openBraces;
    }

    void forgetBraces() {
        openBraces = 0;
    }

    String problem() {
        return problem;
    }

    int problemStart() {
        return problemStart;
    }

    int problemEnd() {
        return problemEnd;
    }

    /** Adds the word at an offset and returns the offset behind it, or -1 where there is a problem. */
    int read(int at) {
        char first = text.charAt(at);
        if (first >= '0' && first <= '9') {
            return number(at);
        }
        if (isWord(first)) {
            int stop = at;
            while (stop < end && isWord(text.charAt(stop))) {
                stop++;
            }
            return add(Kind.NAME, at, stop, text.substring(at, stop));
        }
        if (first == '\'' || first == '"') {
            return literal(at, first);
        }
        return operator(at, first);
    }

    private static boolean isWord(char character) {
        return character == '_' || Character.isLetterOrDigit(character);
    }

    private int add(Kind kind, int from, int to, String value) {
        tokens.add(new Token(kind, from, to, value));
        return to;
    }

    private int fail(String message, int from, int to) {
        problem = message;
        problemStart = from;
        problemEnd = to;
        return -1;
    }

    private int operator(int at, char first) {
        if (at + 1 < end && "=/*".indexOf(text.charAt(at + 1)) >= 0) {
            for (String operator : LONG_OPERATORS) {
                if (text.startsWith(operator, at)) {
                    return add(Kind.OPERATOR, at, at + 2, operator);
                }
            }
        }
        int known = OPERATORS.indexOf(first);
        if (known < 0) {
            int stop = at + Character.charCount(text.codePointAt(at));
            return fail("`" + text.substring(at, stop) + "` has no meaning inside of a tag", at, stop);
        }
        if (first == '{') {
            openBraces++;
        } else if (first == '}' && openBraces > 0) {
            openBraces--;
        }
        return add(Kind.OPERATOR, at, at + 1, SHORT_OPERATORS.get(known));
    }

    private int number(int at) {
        int radix = radix(at);
        if (radix != 10) {
            int stop = at + 2;
            while (stop < end && (Character.digit(text.charAt(stop), radix) >= 0 || isSeparator(stop))) {
                stop++;
            }
            return number(Kind.INTEGER, at, stop);
        }
        int stop = digits(at);
        boolean fraction = stop + 1 < end && text.charAt(stop) == '.' && isDigit(stop + 1) && !afterDot(at);
        if (fraction) {
            stop = digits(stop + 1);
        }
        int exponent = exponent(stop);
        return number(fraction || exponent > stop ? Kind.FLOAT : Kind.INTEGER, at, exponent);
    }

    private int number(Kind kind, int at, int stop) {
        if (stop < end && isWord(text.charAt(stop))) {
            int last = stop;
            while (last < end && isWord(text.charAt(last))) {
                last++;
            }
            return fail("`" + shorten(text.substring(at, last)) + "` is neither a number nor a name", at, last);
        }
        return add(kind, at, stop, text.substring(at, stop).replace("_", ""));
    }

    private static String shorten(String word) {
        return word.length() <= 40 ? word : word.substring(0, 40) + "…";
    }

    private int radix(int at) {
        char mark = at + 2 < end && text.charAt(at) == '0' ? text.charAt(at + 1) : ' ';
        int radix = switch (mark) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 10;
        };
        return radix != 10 && Character.digit(text.charAt(at + 2), radix) >= 0 ? radix : 10;
    }

    private boolean afterDot(int at) {
        return at > 0 && text.charAt(at - 1) == '.';
    }

    private boolean isDigit(int at) {
        return at < end && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private boolean isSeparator(int at) {
        return text.charAt(at) == '_' && at + 1 < end && Character.digit(text.charAt(at + 1), 16) >= 0;
    }

    private int digits(int from) {
        int stop = from;
        while (isDigit(stop) || (stop < end && text.charAt(stop) == '_' && isDigit(stop + 1))) {
            stop++;
        }
        return stop;
    }

    private int exponent(int from) {
        if (from >= end || (text.charAt(from) != 'e' && text.charAt(from) != 'E')) {
            return from;
        }
        boolean signed = from + 1 < end && (text.charAt(from + 1) == '+' || text.charAt(from + 1) == '-');
        int start = signed ? from + 2 : from + 1;
        return isDigit(start) ? digits(start) : from;
    }

    private int literal(int at, char quote) {
        int stop = at + 1;
        boolean escaped = false;
        while (stop < end && text.charAt(stop) != quote) {
            boolean escape = text.charAt(stop) == '\\';
            escaped |= escape;
            stop += escape ? 2 : 1;
        }
        if (stop >= end) {
            return fail("the text is never closed", at, at + 1);
        }
        String written = text.substring(at + 1, stop);
        return add(Kind.TEXT, at, stop + 1, escaped ? Escapes.decode(written) : written);
    }
}
