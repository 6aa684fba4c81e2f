/**
 * Reads Gremlin CSV as Amazon Neptune's bulk loader does, and refuses what it refuses. Shares no code with any writer of
 * the format.
 */
@NullMarked
package io.graphc.testkit.neptune;

import org.jspecify.annotations.NullMarked;
