/** The syntax of templates: text to tokens, tokens to an immutable tree with a place on every node. */
@NullMarked
package io.graphc.compiler.template.syntax;

import org.jspecify.annotations.NullMarked;
