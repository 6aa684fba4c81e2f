/** Schemas as they are: catalogs for the engines that projects are compiled for. */
@NullMarked
package io.graphc.runtime.catalog;

import org.jspecify.annotations.NullMarked;
