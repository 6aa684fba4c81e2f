package io.graphc.runtime.diff;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** What a load does with an element, by the letter that the tables of changes hold for it. */
enum Change {
    /** The state does not have it. */
    INSERT("I"),
    /** A property, or the labels of its type, differ. */
    UPDATE("U"),
    /** A node whose row is gone and that relationships make: an update that takes the values away that the row gave it. */
    PLACEHOLDER("P"),
    /** A relationship that has other ends: deleted and made again. */
    MOVE("M"),
    /** The project has it no more. */
    DELETE("D"),
    /** A run that died may have written it, the state never had it, and the project has it no more. */
    LEFTOVER("X"),
    /** The project has it no more, but it is too young to be deleted, or has relationships that a run leaves alone. */
    WAIT("W"),
    /** This tenant has it no more, but another one has: forgotten here, not deleted. */
    RELEASE("R");

    private final String letter;

    Change(String letter) {
        this.letter = letter;
    }

    String letter() {
        return letter;
    }

    /** Letters of changes as SQL has them in parentheses. */
    static String list(Change... changes) {
        return Arrays.stream(changes)
                .map(change -> "'" + change.letter + "'")
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** The letters of what is written, as SQL has them in parentheses. */
    static String writes() {
        return list(INSERT, UPDATE, PLACEHOLDER, MOVE);
    }

    /** Its number among counts by letter. */
    long of(Map<String, Long> counts) {
        return counts.getOrDefault(letter, 0L);
    }
}
