package io.graphc.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of {@code docs/errors}, as a test sees it.
 *
 * @param text the whole page
 * @param example the files that show the problem, by path; empty where the page has none
 * @param corrected the same files without it
 */
record ErrorPage(String text, Map<String, String> example, Map<String, String> corrected) {
    private static final Pattern SECTION = Pattern.compile("(?ms)^## (.+?)$(.*?)(?=^## |\\z)");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w+ file=(\\S+)\\n(.*?)^```$");

    static ErrorPage of(String code) {
        try {
            Path file = Examples.ROOT.resolve("docs/errors").resolve(code + ".md");
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return new ErrorPage(text, files(text, "Example"), files(text, "Corrected"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether it shows its problem, and the way out, by files. */
    boolean hasFiles() {
        return !example.isEmpty() && !corrected.isEmpty();
    }

    private static Map<String, String> files(String text, String section) {
        Map<String, String> files = new LinkedHashMap<>();
        Matcher sections = SECTION.matcher(text);
        while (sections.find()) {
            if (sections.group(1).equals(section)) {
                Matcher blocks = BLOCK.matcher(sections.group(2));
                while (blocks.find()) {
                    files.put(blocks.group(1), blocks.group(2));
                }
            }
        }
        return files;
    }
}
