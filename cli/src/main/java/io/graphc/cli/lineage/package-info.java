/** Column lineage as people and tools read it: a tree in the terminal, JSON, Graphviz, Mermaid. */
@NullMarked
package io.graphc.cli.lineage;

import org.jspecify.annotations.NullMarked;
