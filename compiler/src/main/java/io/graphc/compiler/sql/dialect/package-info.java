/** Words that other databases have and Trino has not, and what Trino has for them. */
@NullMarked
package io.graphc.compiler.sql.dialect;

import org.jspecify.annotations.NullMarked;
