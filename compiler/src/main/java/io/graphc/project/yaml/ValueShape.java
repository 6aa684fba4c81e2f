package io.graphc.project.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What kind of value a key takes. Wherever a single value is wanted, quoted text with a template in it is taken too; it is
 * checked when it has been rendered.
 */
public sealed interface ValueShape {
    /** What is expected, as a message says it. */
    String expected();

    /** Kinds without parts. */
    enum Single implements ValueShape {
        TEXT("text"),
        BOOLEAN("true or false"),
        INTEGER("a whole number"),
        NUMBER("a number"),
        /** Text, a number, true or false. */
        LITERAL("a single value"),
        ANYTHING("a value");

        private final String words;

        Single(String words) {
            this.words = words;
        }

        @Override
        public String expected() {
            return words;
        }
    }

    /** A whole number between two, both included. */
    record WholeNumber(long least, long most) implements ValueShape {
        @Override
        public String expected() {
            return "a whole number from " + least + " to " + most;
        }
    }

    /**
     * Text, or a number, that is written in a certain way.
     *
     * @param pattern a regular expression for the whole text, in the words that Java and JavaScript share
     * @param expected what it says, with an example
     */
    record Formatted(String pattern, String expected) implements ValueShape {}

    /**
     * One of some words.
     *
     * @param values the words
     * @param later words that dbt or a later graphc knows and this one does not carry out
     * @param elsewhere words that make sense at other keys, and why not here
     */
    record Choice(List<String> values, List<String> later, Map<String, String> elsewhere) implements ValueShape {
        public Choice {
            values = List.copyOf(values);
            later = List.copyOf(later);
            elsewhere = Collections.unmodifiableMap(new LinkedHashMap<>(elsewhere));
        }

        public Choice(List<String> values, List<String> later) {
            this(values, later, Map.of());
        }

        @Override
        public String expected() {
            return "text";
        }
    }

    /** A list. */
    record ListOf(ValueShape item) implements ValueShape {
        @Override
        public String expected() {
            return "a list";
        }
    }

    /** One value, or a list of them. */
    record OneOrMany(ValueShape item) implements ValueShape {
        @Override
        public String expected() {
            return item.expected() + " or a list";
        }
    }

    /** A map with any keys. */
    record MapOf(ValueShape value) implements ValueShape {
        @Override
        public String expected() {
            return "a map";
        }
    }

    /** An object with known keys. */
    record Nested(ObjectShape shape) implements ValueShape {
        @Override
        public String expected() {
            return "a map";
        }
    }

    /** A single value, or something with parts; or a list, or something else. */
    record Either(ValueShape single, ValueShape structured) implements ValueShape {
        @Override
        public String expected() {
            return single.expected() + " or " + structured.expected();
        }
    }

    /** An object whose keys depend on its {@code type}. */
    record ByType(Map<String, ObjectShape> shapes) implements ValueShape {
        public ByType {
            shapes = Collections.unmodifiableMap(new LinkedHashMap<>(shapes));
        }

        @Override
        public String expected() {
            return "a map";
        }
    }

    /**
     * A test: its kind as text, or a map of one key, the kind, to its settings; or dbt's long form, a map with {@code
     * test_name}.
     *
     * @param kinds the kinds whose settings are known
     * @param redefinable kinds that a macro may define anew: only editors know their settings, and whoever knows the macros
     *     checks them
     * @param other the settings of all others
     */
    record Test(Map<String, ObjectShape> kinds, Map<String, ObjectShape> redefinable, ObjectShape other)
            implements ValueShape {
        public Test {
            kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
            redefinable = Collections.unmodifiableMap(new LinkedHashMap<>(redefinable));
        }

        public Test(Map<String, ObjectShape> kinds, ObjectShape other) {
            this(kinds, Map.of(), other);
        }

        @Override
        public String expected() {
            return "the name of a test, or a map of that name to its settings";
        }
    }

    /** Configs by folder, as in dbt's project file: {@code +name} or a plain value sets, a map goes one folder deeper. */
    record ConfigTree(ObjectShape configs) implements ValueShape {
        @Override
        public String expected() {
            return "a map";
        }
    }
}
