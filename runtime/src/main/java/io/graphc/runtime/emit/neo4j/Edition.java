package io.graphc.runtime.emit.neo4j;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server can do beyond the Community Edition.
 *
 * @param keys whether it has key constraints
 * @param types whether it has property type constraints, with lists and unions of types
 */
record Edition(boolean keys, boolean types) {
    static final Edition COMMUNITY = new Edition(false, false);

    private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6}).*");

    /** Neo4j's Cypher manual: unions of types since 5.11; versions are years since 2025. */
    private static final int MAJOR = 5;

    private static final int MINOR = 11;

    /** By what {@code dbms.components} says of the kernel. */
    static Edition of(String edition, String version) {
        if (!edition.toLowerCase(Locale.ROOT).equals("enterprise")) {
            return COMMUNITY;
        }
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            return new Edition(true, false);
        }
        int major = Integer.parseInt(matcher.group(1));
        return new Edition(true, major > MAJOR || (major == MAJOR && Integer.parseInt(matcher.group(2)) >= MINOR));
    }
}
