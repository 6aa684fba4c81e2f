/** The manifest: a compiled project as a JSON file, written and read back, with a version. */
@NullMarked
package io.graphc.plan.manifest;

import org.jspecify.annotations.NullMarked;
