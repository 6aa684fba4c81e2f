/** Runs a compiled project: the order of the steps, workers, checks before writing, and the report. */
@NullMarked
package io.graphc.runtime;

import org.jspecify.annotations.NullMarked;
