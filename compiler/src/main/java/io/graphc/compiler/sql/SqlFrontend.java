package io.graphc.compiler.sql;

import io.graphc.diagnostic.DiagnosticSink;

/**
 * Reads one query, finds out the names and types in it and reports every mistake at its written place.
 *
 * <p>Implementations are safe to call from several threads: the models of a project are analysed in parallel. A mistake of
 * the user is a diagnostic, never an exception.
 */
public interface SqlFrontend {
    TypedQuery analyze(SqlRequest request, DiagnosticSink sink);
}
