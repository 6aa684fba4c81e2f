/** Files of a bulk load as a graph in memory that answers Gremlin, with no server. */
@NullMarked
package io.graphc.runtime.emit.gremlin.embedded;

import org.jspecify.annotations.NullMarked;
