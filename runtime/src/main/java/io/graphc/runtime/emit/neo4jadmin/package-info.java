/** Writes a graph as files for {@code neo4j-admin database import}. */
@NullMarked
package io.graphc.runtime.emit.neo4jadmin;

import org.jspecify.annotations.NullMarked;
