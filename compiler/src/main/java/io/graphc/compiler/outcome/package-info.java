/** What a whole compilation asked and gave, kept so that one with the same answers need not be done again. */
@NullMarked
package io.graphc.compiler.outcome;

import org.jspecify.annotations.NullMarked;
