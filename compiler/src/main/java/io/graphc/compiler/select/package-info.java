/** Selectors that a project gives names to, in {@code selectors.yml}. */
@NullMarked
package io.graphc.compiler.select;

import org.jspecify.annotations.NullMarked;
