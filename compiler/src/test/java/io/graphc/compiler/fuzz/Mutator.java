package io.graphc.compiler.fuzz;

import java.util.List;
import java.util.Random;

/** Damages texts the ways people and tools do: a character lost, a line twice, a word of another file, a bracket a thousand times. */
final class Mutator {
    private static final List<String> WORDS = List.of(
            "{{",
            "}}",
            "{%",
            "%}",
            "{#",
            "#}",
            "-%}",
            "{%-",
            "{{ ref('",
            "') }}",
            "{% if ",
            "{% endif %}",
            "{% for x in ",
            "{% endfor %}",
            "{% macro m(",
            "{% endmacro %}",
            "{% set x = ",
            "{% call ",
            "{{ config(",
            "| ",
            "~",
            "**",
            "'a' * 99999999",
            "range(999999999)",
            "loop.index",
            "none",
            "var('x')",
            "env_var('X')",
            "return(",
            "caller()",
            "varargs",
            "select ",
            "from ",
            "where ",
            "group by ",
            "order by ",
            "union all ",
            "with x as (",
            "over (partition by ",
            "unnest(",
            "cross join ",
            "lateral (",
            "cast(",
            " as decimal(38, 38))",
            "case when ",
            " end",
            "interval '1' day",
            "timestamp '",
            "date '2024-02-30'",
            "x -> ",
            "array[",
            "map(",
            "row(",
            "try(",
            "null",
            "1e400",
            "99999999999999999999999",
            "'",
            "\"",
            "`",
            "--",
            "/*",
            "*/",
            ";",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            ":",
            "- ",
            "? ",
            "&a ",
            "*a",
            "<<: ",
            "!!java.lang.Runtime ",
            "|",
            ">",
            "%YAML 1.2\n---\n",
            "...",
            "\t",
            "\n",
            "\r\n",
            "\u0000",
            "\uFEFF",
            "\u202E",
            "\uD83D\uDE00",
            "\uD800",
            "\u00A0",
            "é",
            "name: ",
            "columns:\n",
            "data_tests:\n",
            "from: ref('x')",
            "key: []",
            "0x7f",
            "1_000",
            "~",
            "true",
            "on",
            "2024-01-01");
    private static final int MANY = 3000;

    private final Random random;

    Mutator(Random random) {
        this.random = random;
    }

    /**
     * The text, damaged once to four times.
     *
     * @param other another text, of which parts may be taken
     */
    String mutate(String text, String other) {
        String result = text;
        for (int i = random.nextInt(4); i >= 0; i--) {
            result = once(result, other);
        }
        return result;
    }

    private String once(String text, String other) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + 1 + random.nextInt(12));
        return switch (random.nextInt(11)) {
            case 0 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + 1));
            case 1 -> text.substring(0, at) + text.substring(end);
            case 2 -> text.substring(0, end) + text.substring(at);
            case 3 -> text.substring(0, at) + (char) random.nextInt(0x250) + text.substring(at);
            case 4, 5 -> text.substring(0, at) + word() + text.substring(at);
            case 6 -> text.substring(0, at) + word() + text.substring(end);
            case 7 -> text.substring(0, at) + part(other) + text.substring(end);
            case 8 -> lines(text);
            case 9 ->
                random.nextInt(20) == 0
                        ? text.substring(0, at) + word().repeat(1 + random.nextInt(MANY)) + text.substring(at)
                        : swapped(text);
            default -> text.substring(0, at);
        };
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private String part(String other) {
        int from = random.nextInt(other.length() + 1);
        return other.substring(from, Math.min(other.length(), from + random.nextInt(40)));
    }

    /** A line more, a line less, or a line further in. */
    private String lines(String text) {
        String[] lines = text.split("\n", -1);
        int line = random.nextInt(lines.length);
        switch (random.nextInt(4)) {
            case 0 -> lines[line] = lines[line] + "\n" + lines[line];
            case 1 -> lines[line] = "";
            case 2 -> lines[line] = "  " + lines[line];
            default -> {
                int with = random.nextInt(lines.length);
                String kept = lines[line];
                lines[line] = lines[with];
                lines[with] = kept;
            }
        }
        return String.join("\n", lines);
    }

    private String swapped(String text) {
        String[] words = text.split(" ", -1);
        int one = random.nextInt(words.length);
        int other = random.nextInt(words.length);
        String kept = words[one];
        words[one] = words[other];
        words[other] = kept;
        return String.join(" ", words);
    }
}
