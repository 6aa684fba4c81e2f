package io.graphc.compiler.context;

import io.graphc.source.SourceSpan;

/**
 * A call of {@code ref()} or {@code source()} that found something.
 *
 * @param id the id of the model, seed or source
 * @param span the argument that names it
 */
public record UsedReference(String id, SourceSpan span) {}
