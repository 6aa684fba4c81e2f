/** Column lineage over a compiled project: from the columns of sources to the properties of the graph, and back. */
@NullMarked
package io.graphc.plan.lineage;

import org.jspecify.annotations.NullMarked;
