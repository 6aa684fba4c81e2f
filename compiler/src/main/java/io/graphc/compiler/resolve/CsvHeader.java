package io.graphc.compiler.resolve;

import java.util.ArrayList;
import java.util.List;

/** The column names in the first line of a CSV file, quotes taken off. */
final class CsvHeader {
    private CsvHeader() {}

    static List<String> names(String line, String delimiter) {
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
        return names;
    }
}
