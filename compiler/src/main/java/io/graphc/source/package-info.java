/** Source text and places in it: files, spans, line index, and the map from rendered text back to what was written. */
@NullMarked
package io.graphc.source;

import org.jspecify.annotations.NullMarked;
