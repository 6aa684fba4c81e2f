/** Trino by JDBC: the only package that imports its driver. */
@NullMarked
package io.graphc.runtime.engine.trino;

import org.jspecify.annotations.NullMarked;
