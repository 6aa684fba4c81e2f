package io.graphc.project.yaml;

import io.graphc.diagnostic.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of a YAML object: the one definition that the strict check and the JSON Schema come from. Immutable.
 *
 * @param title what it is, with its article, as messages say it: {@code a source}
 * @param sentence what it is for, as an editor shows it
 * @param others what to do with keys that are not listed
 * @param strangers keys that people write for one of these, by its name, or that stand elsewhere, by a word on where
 */
public record ObjectShape(
        String title, String sentence, List<KeyShape> keys, Others others, Map<String, String> strangers) {
    /** What to do with unknown keys. */
    public enum Others {
        REFUSED,
        /** An error when near to a known one, otherwise a warning: dbt lets projects have configs of their own. */
        DOUBTED,
        ACCEPTED
    }

    public ObjectShape {
        keys = List.copyOf(keys);
        strangers = Collections.unmodifiableMap(new LinkedHashMap<>(strangers));
        Set<String> names = new LinkedHashSet<>();
        for (KeyShape key : keys) {
            if (!names.add(key.name())) {
                throw new IllegalArgumentException("key " + key.name() + " is defined twice in " + title);
            }
        }
    }

    public ObjectShape(String title, String sentence, List<KeyShape> keys, Others others) {
        this(title, sentence, keys, others, Map.of());
    }

    public static ObjectShape of(String title, String sentence, KeyShape... keys) {
        return new ObjectShape(title, sentence, Arrays.asList(keys), Others.REFUSED);
    }

    /** The same with more keys. */
    public ObjectShape plus(List<KeyShape> more) {
        List<KeyShape> all = new ArrayList<>(keys);
        all.addAll(more);
        return new ObjectShape(title, sentence, all, others, strangers);
    }

    public ObjectShape withOthers(Others value) {
        return new ObjectShape(title, sentence, keys, value, strangers);
    }

    /** The same that knows what is meant by keys that it does not have. */
    public ObjectShape withStrangers(Map<String, String> value) {
        return new ObjectShape(title, sentence, keys, others, value);
    }

    /** The keys that may be meant by one that it does not have, the likeliest first. */
    public List<String> meantBy(String unknown) {
        String meant = strangers.get(unknown);
        return meant != null && names().contains(meant) ? List.of(meant) : Spelling.nearest(unknown, names());
    }

    public Optional<KeyShape> key(String name) {
        return keys.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    /** The keys that may stand in place of an unknown one. */
    public List<String> names() {
        return keys.stream()
                .filter(key -> key.support() != KeyShape.Support.NOT_SUPPORTED)
                .map(KeyShape::name)
                .toList();
    }
}
