package org.stackdeck.ui.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.registration.RegistrationPolicyChanged;
import org.stackdeck.identity.registration.RegistrationPolicyService;

class RegistrationModeCacheTests {

    private final Policy policy = new Policy();
    private final RegistrationModeCache registrationModeCache = new RegistrationModeCache(policy);

    @Test
    void modeIsLoadedAtStart() {
        policy.mode = RegistrationPolicyService.Mode.CLOSED;

        registrationModeCache.afterSingletonsInstantiated();

        assertThat(registrationModeCache.mode()).isEqualTo(RegistrationPolicyService.Mode.CLOSED);
    }

    @Test
    void changeEventUpdatesTheModeImmediately() {
        registrationModeCache.afterSingletonsInstantiated();

        registrationModeCache.on(new RegistrationPolicyChanged(RegistrationPolicyService.Mode.INVITATION));

        assertThat(registrationModeCache.mode()).isEqualTo(RegistrationPolicyService.Mode.INVITATION);
    }

    @Test
    void concurrentReadsCauseOneQuery() {
        registrationModeCache.afterSingletonsInstantiated();

        for (int i = 0; i < 1_000; i++) {
            registrationModeCache.mode();
        }

        assertThat(policy.asked).hasValue(1);
    }

    @Test
    void modeIsAvailableWithoutTheDatabase() {
        policy.away = true;

        registrationModeCache.afterSingletonsInstantiated();

        assertThat(registrationModeCache.mode()).isEqualTo(RegistrationPolicyService.Mode.APPROVAL);
    }

    static final class Policy implements RegistrationPolicyService {

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
        public void setMode(Caller caller, Mode newMode) {
            mode = newMode;
        }
    }
}
