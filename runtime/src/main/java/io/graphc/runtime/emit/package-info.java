/** Where elements go: the GraphWriter interface and what it reports. */
@NullMarked
package io.graphc.runtime.emit;

import org.jspecify.annotations.NullMarked;
