/** Looks at what a run needs outside of the project, one thing after the other, whatever the others are like. */
@NullMarked
package io.graphc.runtime.inspect;

import org.jspecify.annotations.NullMarked;
