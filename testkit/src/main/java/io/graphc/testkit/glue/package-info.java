/** A stand-in for the Data Catalog of AWS Glue: speaks its protocol over HTTP, keeps its rules, holds everything in memory. */
@NullMarked
package io.graphc.testkit.glue;

import org.jspecify.annotations.NullMarked;
