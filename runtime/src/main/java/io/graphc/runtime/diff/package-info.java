/** What the graph target holds as the engine remembers it, how the new rows differ from that, and what may be deleted. */
@NullMarked
package io.graphc.runtime.diff;

import org.jspecify.annotations.NullMarked;
