/** A stand-in for Amazon Athena that speaks its protocol and enforces its rules on top of any engine that runs Trino's SQL. */
@NullMarked
package io.graphc.testkit.athena;

import org.jspecify.annotations.NullMarked;
