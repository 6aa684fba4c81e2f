/** Hooks: statements that run around relations and runs, in the engine's own dialect. */
@NullMarked
package io.graphc.compiler.hook;

import org.jspecify.annotations.NullMarked;
