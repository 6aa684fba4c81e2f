/** Tests of loads as differences. */
@NullMarked
package io.graphc.runtime.diff;

import org.jspecify.annotations.NullMarked;
