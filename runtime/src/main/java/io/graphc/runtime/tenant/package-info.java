/** Runs one compiled project for each of many tenants, each apart from the others. */
@NullMarked
package io.graphc.runtime.tenant;

import org.jspecify.annotations.NullMarked;
