package io.graphc.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * The column names in the first line of a CSV file, quotes taken off.
 *
 * @param complete whether the header ends with the line; it does not where a quote is still open
 */
public record CsvHeader(List<String> names, boolean complete) {
    public CsvHeader {
        names = List.copyOf(names);
    }

    /**
     * Reads a line.
     *
     * @param delimiter what stands between two names
     */
    public static CsvHeader of(String line, String delimiter) {
        String text = line.startsWith("\uFEFF") ? line.substring(1) : line;
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && text.startsWith("\"\"", i)) {
                name.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && text.startsWith(delimiter, i)) {
                names.add(name.toString().strip());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        names.add(name.toString().strip());
        return new CsvHeader(names, !quoted);
    }
}
