package io.graphc.runtime.emit.file;

import io.graphc.plan.ElementPlan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * File names for element types: the name itself where it is plain ASCII and no other type has it, without regard to case as
 * some file systems see it; otherwise a readable form and a number derived from the type's id.
 */
public final class FileStems {
    private static final int MAX_LENGTH = 60;

    private FileStems() {}

    /** The stem for each element id. All elements go to one folder. */
    public static Map<String, String> of(List<? extends ElementPlan> elements) {
        Map<String, Integer> uses = new LinkedHashMap<>();
        elements.forEach(element -> uses.merge(folded(plain(element.name())), 1, Integer::sum));
        Map<String, String> stems = new LinkedHashMap<>();
        List<String> taken = new ArrayList<>();
        for (ElementPlan element : elements) {
            String plain = plain(element.name());
            boolean clear = plain.equals(element.name()) && uses.getOrDefault(folded(plain), 0) == 1;
            String stem = clear ? plain : plain + "-" + sum(element.id());
            while (taken.contains(folded(stem))) {
                stem += "x";
            }
            taken.add(folded(stem));
            stems.put(element.id(), stem);
        }
        return Collections.unmodifiableMap(stems);
    }

    /** A folder name for a text, another one for every text. */
    public static String of(String text) {
        return plain(text).equals(text) ? text : plain(text) + "-" + sum(text);
    }

    /** Letters, digits, {@code _} and {@code -} of ASCII, everything else as {@code _}. */
    private static String plain(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_-]", "_");
        return plain.substring(0, Math.min(plain.length(), MAX_LENGTH));
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String sum(String id) {
        CRC32C sum = new CRC32C();
        sum.update(id.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }
}
