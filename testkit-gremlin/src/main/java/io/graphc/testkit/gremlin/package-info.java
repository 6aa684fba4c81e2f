/** The process that a test's Gremlin Server runs in. */
@NullMarked
package io.graphc.testkit.gremlin;

import org.jspecify.annotations.NullMarked;
