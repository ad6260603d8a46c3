package org.stackdeck.ui.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.RegistrationPolicy;
import org.stackdeck.identity.RegistrationPolicyChanged;

class WayInTests {

    private final Policy policy = new Policy();
    private final WayIn wayIn = new WayIn(policy);

    @Test
    void modeIsLoadedAtStart() {
        policy.mode = RegistrationPolicy.Mode.CLOSED;

        wayIn.afterSingletonsInstantiated();

        assertThat(wayIn.now()).isEqualTo(RegistrationPolicy.Mode.CLOSED);
    }

    @Test
    void changeEventUpdatesTheModeImmediately() {
        wayIn.afterSingletonsInstantiated();

        wayIn.on(new RegistrationPolicyChanged(RegistrationPolicy.Mode.INVITATION));

        assertThat(wayIn.now()).isEqualTo(RegistrationPolicy.Mode.INVITATION);
    }

    @Test
    void concurrentReadsCauseOneQuery() {
        wayIn.afterSingletonsInstantiated();

        for (int i = 0; i < 1_000; i++) {
            wayIn.now();
        }

        assertThat(policy.asked).hasValue(1);
    }

    @Test
    void modeIsAvailableWithoutTheDatabase() {
        policy.away = true;

        wayIn.afterSingletonsInstantiated();

        assertThat(wayIn.now()).isEqualTo(RegistrationPolicy.Mode.APPROVAL);
    }

    private static final class Policy implements RegistrationPolicy {

        private final AtomicInteger asked = new AtomicInteger();
        private Mode mode = Mode.APPROVAL;
        private boolean away;

        @Override
        public Mode mode() {
            asked.incrementAndGet();
            if (away) {
                throw new IllegalStateException("away");
            }
            return mode;
        }

        @Override
        public void set(Caller caller, Mode newMode) {
            mode = newMode;
        }
    }
}
