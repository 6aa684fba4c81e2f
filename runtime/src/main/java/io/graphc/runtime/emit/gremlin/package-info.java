/** Writes a graph through a Gremlin endpoint such as Amazon Neptune's; the only package that knows the driver. */
@NullMarked
package io.graphc.runtime.emit.gremlin;

import org.jspecify.annotations.NullMarked;
