/** The process that a test's Trino runs in. */
@NullMarked
package io.graphc.testkit.trino;

import org.jspecify.annotations.NullMarked;
