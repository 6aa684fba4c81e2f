/** What people see of a compilation or a run: progress, diagnostics, summaries, as text or as JSON lines. */
@NullMarked
package io.graphc.cli.report;

import org.jspecify.annotations.NullMarked;
