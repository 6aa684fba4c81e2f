/** The process that a test's Neo4j runs in. */
@NullMarked
package io.graphc.testkit.neo4j;

import org.jspecify.annotations.NullMarked;
