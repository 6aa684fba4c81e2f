/** The difference between two compilations as people and tools read it: text, JSON, Markdown. */
@NullMarked
package io.graphc.cli.diff;

import org.jspecify.annotations.NullMarked;
