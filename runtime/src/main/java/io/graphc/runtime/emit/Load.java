package io.graphc.runtime.emit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One load of a graph target.
 *
 * @param number the load's number in the state; 0 where no state remembers it
 * @param since the number of the last load that ended well; what a target remembers of later ones does not count
 * @param anew whether all that earlier loads wrote is to be replaced; every row is then unknown
 * @param lostLabels by id of the node type, labels that earlier loads gave its nodes and that it has no more; all rows of
 *     such a type are then changed
 */
public record Load(long number, long since, boolean anew, Map<String, List<String>> lostLabels) {
    /** A load that replaces what was there and that no state remembers. */
    public static final Load UNREMEMBERED = new Load(0, 0, true);

    public Load {
        lostLabels = Collections.unmodifiableMap(new LinkedHashMap<>(lostLabels));
    }

    /** A load of types that have all the labels that they had. */
    public Load(long number, long since, boolean anew) {
        this(number, since, anew, Map.of());
    }

    /** With labels that node types have no more. */
    public Load withLostLabels(Map<String, List<String>> lost) {
        return new Load(number, since, anew, lost);
    }
}
