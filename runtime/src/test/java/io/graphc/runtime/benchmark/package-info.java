/** Programs that measure; started by the scripts in benchmarks/, never by the build. */
@NullMarked
package io.graphc.runtime.benchmark;

import org.jspecify.annotations.NullMarked;
