/** The compiler's facade: a project folder in, compiled projects and diagnostics out; the order of the phases. */
@NullMarked
package io.graphc.compiler;

import org.jspecify.annotations.NullMarked;
