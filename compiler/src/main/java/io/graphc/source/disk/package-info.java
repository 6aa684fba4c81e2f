/** The file system as a compilation sees it, and what it was seen to hold. */
@NullMarked
package io.graphc.source.disk;

import org.jspecify.annotations.NullMarked;
