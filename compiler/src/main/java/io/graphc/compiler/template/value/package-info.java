/** The values of templates: what they are, how they print, compare, calculate, and how functions receive them. */
@NullMarked
package io.graphc.compiler.template.value;

import org.jspecify.annotations.NullMarked;
