/** Amazon Neptune's bulk loader and its query endpoint: starts loads, waits for them, tells what became of each. */
@NullMarked
package io.graphc.runtime.load.neptune;

import org.jspecify.annotations.NullMarked;
