/** Rows of Parquet objects, fetched one by one and read in constant memory. */
@NullMarked
package io.graphc.runtime.engine.parquet;

import org.jspecify.annotations.NullMarked;
