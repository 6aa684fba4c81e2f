/** What templates can use without a project: Jinja2's filters and tests, Python's methods, functions that dbt offers. */
@NullMarked
package io.graphc.compiler.template.library;

import org.jspecify.annotations.NullMarked;
