/** Data tests: the tests that YAML asks for and the singular ones, as queries that yield the failing rows. */
@NullMarked
package io.graphc.compiler.datatest;

import org.jspecify.annotations.NullMarked;
