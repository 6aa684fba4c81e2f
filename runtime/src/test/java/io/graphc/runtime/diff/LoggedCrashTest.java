package io.graphc.runtime.diff;

/** The same kills where the state is kept in tables that only grow. */
class LoggedCrashTest extends CrashTest {
    LoggedCrashTest() {
        super(CrashingRun.State.LOGGED);
    }
}
