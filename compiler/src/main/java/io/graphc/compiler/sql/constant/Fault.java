package io.graphc.compiler.sql.constant;

import java.util.List;

/** Why Trino refuses a constant: what is wrong, what is allowed, and what to write instead. Immutable. */
public record Fault(String message, List<String> notes, List<String> helps) {
    public Fault {
        notes = List.copyOf(notes);
        helps = List.copyOf(helps);
    }

    /**
     * Why a value is refused.
     *
     * @param help empty where there is none
     */
    public static Fault ofValue(String message, String help) {
        return help.isEmpty() ? of(message) : of(message).help(help);
    }

    static Fault of(String message) {
        return new Fault(message, List.of(), List.of());
    }

    Fault note(String text) {
        return new Fault(message, List.of(text), helps);
    }

    Fault help(String text) {
        return new Fault(message, notes, List.of(text));
    }
}
