/** What people wrote of each model, as numbers: so that two compilations can be compared without what a run depends on. */
@NullMarked
package io.graphc.compiler.state;

import org.jspecify.annotations.NullMarked;
