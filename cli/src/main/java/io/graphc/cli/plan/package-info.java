/** Prints what a load would change, as text, JSON or Markdown. */
@NullMarked
package io.graphc.cli.plan;

import org.jspecify.annotations.NullMarked;
