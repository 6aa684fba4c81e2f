package io.graphc.runtime.emit.neptune;

import java.nio.file.Path;

/**
 * A load set under construction.
 *
 * @param set its folder, relative to the manifest
 */
record SetDraft(Drafts place, String set) {
    /** Where its files are written; need not be there. */
    Path folder() {
        return place.drafts().resolve(set);
    }
}
