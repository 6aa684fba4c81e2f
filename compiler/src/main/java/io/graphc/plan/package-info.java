/** The result of a compilation: CompiledProject and its immutable parts, all that the runtime needs. */
@NullMarked
package io.graphc.plan;

import org.jspecify.annotations.NullMarked;
