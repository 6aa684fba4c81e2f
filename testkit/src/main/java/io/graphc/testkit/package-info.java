/** Test support for every module: golden files, temporary projects, normalisers. Knows no graphc type. */
@NullMarked
package io.graphc.testkit;

import org.jspecify.annotations.NullMarked;
