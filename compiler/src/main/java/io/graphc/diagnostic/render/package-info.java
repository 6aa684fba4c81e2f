/** Diagnostics as text for people, as one line each for tools, and as JSON; no logic of their own. */
@NullMarked
package io.graphc.diagnostic.render;

import org.jspecify.annotations.NullMarked;
