/** YAML text to a tree with spans; shapes that say which keys a YAML object has, for strict checking and JSON Schema. */
@NullMarked
package io.graphc.project.yaml;

import org.jspecify.annotations.NullMarked;
