/** How old the newest rows of sources are, against the limits that the project sets. */
@NullMarked
package io.graphc.runtime.freshness;

import org.jspecify.annotations.NullMarked;
