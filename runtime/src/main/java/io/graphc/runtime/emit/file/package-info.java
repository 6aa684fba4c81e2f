/** What writers of files share: folders that are replaced as a whole, files of rows with a size limit, their manifests. */
@NullMarked
package io.graphc.runtime.emit.file;

import org.jspecify.annotations.NullMarked;
