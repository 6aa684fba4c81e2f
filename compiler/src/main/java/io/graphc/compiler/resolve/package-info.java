/** Names to definitions: relations, configuration, the graph of dependencies and its cycles. */
@NullMarked
package io.graphc.compiler.resolve;

import org.jspecify.annotations.NullMarked;
