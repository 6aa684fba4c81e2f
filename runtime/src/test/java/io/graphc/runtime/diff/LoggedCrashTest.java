package io.graphc.runtime.diff;

/** The same kills where the state is kept in tables that only grow. */
class LoggedCrashTest extends CrashTest {
    @Override
    CrashingRun.State state() {
        return CrashingRun.State.LOGGED;
    }
}
