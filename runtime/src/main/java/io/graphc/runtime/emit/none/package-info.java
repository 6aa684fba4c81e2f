/** A graph target that keeps nothing. */
@NullMarked
package io.graphc.runtime.emit.none;

import org.jspecify.annotations.NullMarked;
