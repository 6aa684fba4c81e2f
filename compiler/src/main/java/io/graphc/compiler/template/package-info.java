/**
 * Jinja templates with dbt's meaning: parsing, macros, and rendering to text that knows where each of its characters was
 * written.
 *
 * <p>The language is that of Jinja2 3.1 as dbt configures it, with dbt's {@code return} and generic tests. It differs where
 * Jinja2 would lose something in silence:
 *
 * <ul>
 *   <li>Printing, looping over or calculating with a name, attribute or element that does not exist is an error, while
 *       Jinja2 prints nothing. {@code is defined}, {@code default}, conditions and comparisons work as in Jinja2.
 *   <li>Printing a macro or function without calling it is an error.
 *   <li>A condition {@code a if b} without {@code else} is empty text where {@code b} is false.
 *   <li>Filters that yield a generator in Jinja2 yield a list, and sets keep the order in which they were filled.
 *   <li>Recursive loops, template inheritance, includes and imports, custom materializations and snapshots are reported as
 *       not supported.
 * </ul>
 */
@NullMarked
package io.graphc.compiler.template;

import org.jspecify.annotations.NullMarked;
