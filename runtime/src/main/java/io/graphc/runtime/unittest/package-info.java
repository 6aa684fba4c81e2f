/** Unit tests, run on a DuckDB in memory, and the difference between the rows that they expect and those that they find. */
@NullMarked
package io.graphc.runtime.unittest;

import org.jspecify.annotations.NullMarked;
