/** Starts a Trino server with Hive and Iceberg connectors within this process. */
@NullMarked
package io.graphc.testkit.lake;

import org.jspecify.annotations.NullMarked;
