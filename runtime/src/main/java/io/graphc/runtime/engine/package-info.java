/** What runs SQL: the QueryEngine interface and the rows that it gives. */
@NullMarked
package io.graphc.runtime.engine;

import org.jspecify.annotations.NullMarked;
