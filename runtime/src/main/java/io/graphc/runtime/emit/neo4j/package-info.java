/** Writes a graph into Neo4j over Bolt; the only package that knows the driver. */
@NullMarked
package io.graphc.runtime.emit.neo4j;

import org.jspecify.annotations.NullMarked;
