/** Data tests on tables and checks of elements: queries run, failing rows counted and told. */
@NullMarked
package io.graphc.runtime.check;

import org.jspecify.annotations.NullMarked;
