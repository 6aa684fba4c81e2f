/** Which parts of a compiled project a command is about: the selection grammar of {@code --select} and {@code --exclude}. */
@NullMarked
package io.graphc.plan.select;

import org.jspecify.annotations.NullMarked;
