package org.stackdeck.access.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.grant.FakeGrantService;
import org.stackdeck.access.ownership.FakeOwnershipService;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.MutableClock;

class SubjectCacheTests {

    private final MutableClock clock = new MutableClock(Instant.EPOCH);
    private final UnavailableDirectory directory = new UnavailableDirectory();
    private final SubjectCache cache = new SubjectCache(
            new SubjectLoader(directory, new FakeGrantService(directory), new FakeOwnershipService(directory)),
            _ -> {},
            () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));
    private final AccessDecisionService access = new DefaultAccessDecisionService(cache, clock);

    @Test
    void duringADatabaseOutagePagesUseCachedPermissionsAndUncachedLoadsFail() {
        UserId anna = directory.administrator("anna").id();
        assertThat(access.loadSubject(anna).administrator()).isTrue();
        directory.available = false;
        directory.attempts = 0;

        assertThat(access.subject(anna).administrator()).isTrue();
        assertThat(directory.attempts).isZero();
        clock.advance(Duration.ofSeconds(10));
        assertThat(access.subject(anna).administrator()).isTrue();
        assertThat(access.subject(anna).administrator()).isTrue();
        assertThat(directory.attempts).as("one attempt in ten seconds").isOne();
        assertThatExceptionOfType(DataAccessResourceFailureException.class).isThrownBy(() -> access.loadSubject(anna));
        assertThat(access.subject(anna).administrator()).isTrue();
        cache.on(new AccessChanged(anna));
        assertThatExceptionOfType(DataAccessResourceFailureException.class).isThrownBy(() -> access.subject(anna));
    }

    private static final class UnavailableDirectory extends FakeUserDirectory {

        private boolean available = true;
        private int attempts;

        @Override
        public Optional<User> find(UserId id) {
            attempts++;
            if (!available) {
                throw new DataAccessResourceFailureException("no connection");
            }
            return super.find(id);
        }
    }
}
