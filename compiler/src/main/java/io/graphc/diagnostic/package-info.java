/** Problems as values: code, severity, span, labels, notes, helps. */
@NullMarked
package io.graphc.diagnostic;

import org.jspecify.annotations.NullMarked;
