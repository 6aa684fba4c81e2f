package io.graphc.runtime.diff;

/** The same kills where only rows that differ by their hashes are staged, however few there are. */
class HashedCrashTest extends CrashTest {
    @Override
    CrashingRun.State state() {
        return CrashingRun.State.HASHED;
    }
}
