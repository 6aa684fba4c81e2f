/** Node and relationship mappings, bound to the relations they read: ids, element queries, properties, checks. */
@NullMarked
package io.graphc.compiler.mapping;

import org.jspecify.annotations.NullMarked;
