/** The artifact {@code run_results.json}, in the form that dbt's has. */
@NullMarked
package io.graphc.runtime.result;

import org.jspecify.annotations.NullMarked;
