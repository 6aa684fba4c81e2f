/** Gremlin as text: read by the grammar of Apache TinkerPop into traversals, with no script engine. */
@NullMarked
package io.graphc.runtime.emit.gremlin.language;

import org.jspecify.annotations.NullMarked;
