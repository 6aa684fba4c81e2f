package io.graphc.testkit.trino;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trino.spi.Location;
import io.trino.spi.TrinoException;
import io.trino.sql.parser.ParsingException;

/** How a statement failed: Trino's name of the error, its message, and its place where Trino knows one. */
final class Failure {
    private Failure() {}

    static void write(Throwable problem, ObjectNode answer) {
        ObjectNode error = answer.putObject("error");
        if (problem instanceof ParsingException syntax) {
            error.put("code", "SYNTAX_ERROR")
                    .put("message", syntax.getErrorMessage())
                    .put("line", syntax.getLineNumber())
                    .put("column", syntax.getColumnNumber());
        } else if (problem instanceof TrinoException known) {
            error.put("code", known.getErrorCode().getName())
                    .put("message", known.getRawMessage())
                    .put(
                            "line",
                            known.getLocation().map(Location::getLineNumber).orElse(0))
                    .put(
                            "column",
                            known.getLocation().map(Location::getColumnNumber).orElse(0));
        } else {
            error.put("code", "GENERIC_INTERNAL_ERROR")
                    .put("message", problem.toString())
                    .put("line", 0)
                    .put("column", 0);
        }
    }
}
