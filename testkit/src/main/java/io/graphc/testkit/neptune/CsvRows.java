package io.graphc.testkit.neptune;

import java.util.ArrayList;
import java.util.List;

/** Splits RFC 4180 text into rows, strictly. */
final class CsvRows {
    private final String file;
    private final String text;
    private int at;
    private int line = 1;
    private int rowLine = 1;

    CsvRows(String file, String text) {
        this.file = file;
        this.text = text;
    }

    boolean hasNext() {
        return at < text.length();
    }

    /** The file and the line that the last row began on. */
    String place() {
        return file + ":" + rowLine;
    }

    List<CsvField> next() {
        rowLine = line;
        List<CsvField> row = new ArrayList<>();
        while (true) {
            row.add(field());
            if (at == text.length()) {
                return row;
            }
            char end = text.charAt(at++);
            if (end == ',') {
                continue;
            }
            if (end == '\r') {
                if (at == text.length() || text.charAt(at) != '\n') {
                    throw broken("carriage return outside quotes");
                }
                at++;
            }
            line++;
            return row;
        }
    }

    private CsvField field() {
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        int start = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            if (text.charAt(at) == '"') {
                throw broken("quote inside an unquoted field");
            }
            at++;
        }
        return new CsvField(text.substring(start, at).strip(), false);
    }

    private CsvField quoted() {
        StringBuilder value = new StringBuilder();
        at++;
        while (true) {
            if (at == text.length()) {
                throw broken("quoted field without an end");
            }
            char c = text.charAt(at++);
            if (c == '\n') {
                line++;
            }
            if (c != '"') {
                value.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                value.append('"');
                at++;
            } else {
                break;
            }
        }
        if (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            throw broken("text behind the closing quote");
        }
        return new CsvField(value.toString(), true);
    }

    private NeptuneFormatException broken(String message) {
        return new NeptuneFormatException(file + ":" + line, message);
    }
}
