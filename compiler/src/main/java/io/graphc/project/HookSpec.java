package io.graphc.project;

import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;

/**
 * A statement that runs before or after something else, as written.
 *
 * @param text its template
 * @param outside whether dbt runs it outside of the transaction of what it belongs to: before the others that come before,
 *     behind the others that come after
 */
public record HookSpec(MappedText text, SourceSpan place, boolean outside) {}
