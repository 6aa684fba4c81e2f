package io.graphc.runtime.emit;

/**
 * One load of a graph target.
 *
 * @param number the load's number in the state; 0 where no state remembers it
 * @param since the number of the last load that ended well; what a target remembers of later ones does not count
 * @param anew whether all that earlier loads wrote is to be replaced; every row is then unknown
 */
public record Load(long number, long since, boolean anew) {
    /** A load that replaces what was there and that no state remembers. */
    public static final Load UNREMEMBERED = new Load(0, 0, true);
}
