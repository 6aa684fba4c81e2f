/** Tests of elements: what YAML asks of node types, relationship types and properties, as queries over their staged rows. */
@NullMarked
package io.graphc.compiler.elementtest;

import org.jspecify.annotations.NullMarked;
