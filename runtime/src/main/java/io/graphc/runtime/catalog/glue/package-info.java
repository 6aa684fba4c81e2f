/** The Data Catalog of AWS Glue: databases, tables, types in Hive's spelling, and the crawlers that fill it. */
@NullMarked
package io.graphc.runtime.catalog.glue;

import org.jspecify.annotations.NullMarked;
