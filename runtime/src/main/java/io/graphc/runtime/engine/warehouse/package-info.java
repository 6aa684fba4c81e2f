/** Engines elsewhere that speak Trino's SQL: what they must be able to do, and the engine built on that. */
@NullMarked
package io.graphc.runtime.engine.warehouse;

import org.jspecify.annotations.NullMarked;
