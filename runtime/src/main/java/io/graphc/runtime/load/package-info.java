/** Bulk loads that a graph database does by itself: what became of them, and the records that are kept of them. */
@NullMarked
package io.graphc.runtime.load;

import org.jspecify.annotations.NullMarked;
