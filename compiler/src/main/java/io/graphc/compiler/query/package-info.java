/** Queries over the relations of one tenant, checked by the SQL front end. */
@NullMarked
package io.graphc.compiler.query;

import org.jspecify.annotations.NullMarked;
