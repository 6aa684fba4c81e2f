/** Where the values of a query's columns come from, found by walking the validated tree. */
@NullMarked
package io.graphc.compiler.sql.lineage;

import org.jspecify.annotations.NullMarked;
