/** Writes a graph as Amazon Neptune bulk-load files in Gremlin CSV format, into a local folder. */
@NullMarked
package io.graphc.runtime.emit.neptune;

import org.jspecify.annotations.NullMarked;
