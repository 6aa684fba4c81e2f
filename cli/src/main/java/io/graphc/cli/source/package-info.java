/** Declarations of sources made from what there is: their YAML, and files that they are added to. */
@NullMarked
package io.graphc.cli.source;

import org.jspecify.annotations.NullMarked;
