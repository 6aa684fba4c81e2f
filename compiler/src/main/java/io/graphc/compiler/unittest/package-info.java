/** Plans unit tests: models and mappings on given rows, as queries for DuckDB that read no relation. */
@NullMarked
package io.graphc.compiler.unittest;

import org.jspecify.annotations.NullMarked;
