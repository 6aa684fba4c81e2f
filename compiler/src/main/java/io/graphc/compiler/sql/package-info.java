/** What the compiler knows of SQL: a query in, its typed columns and the text for each engine out; no library types. */
@NullMarked
package io.graphc.compiler.sql;

import org.jspecify.annotations.NullMarked;
