package org.stackdeck.ui.keypairs;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.stackdeck.cloud.keypair.TemporaryKeyPairName;
import org.stackdeck.cloud.keypair.TestPublicKeys;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.keypairs.FakeUserKeyPairService;
import org.stackdeck.keypairs.KeyPair;
import org.stackdeck.keypairs.KeyPairName;
import org.stackdeck.platform.MutableClock;

class OwnKeyPairsTests {

    private static final String NAME = TemporaryKeyPairName.of(UUID.randomUUID().toString(), TestPublicKeys.ed25519());

    private final Caller caller =
            new Caller(new UserId(UUID.randomUUID()), new UserName("mia"), "127.0.0.1", Caller.Channel.UI);
    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private boolean unavailable;
    private int loads;

    private final FakeUserKeyPairService service = new FakeUserKeyPairService() {
        @Override
        public synchronized List<KeyPair> list(Caller by) {
            loads++;
            if (unavailable) {
                throw new CannotGetJdbcConnectionException("down", new SQLTransientConnectionException("down"));
            }
            return super.list(by);
        }
    };

    private final OwnKeyPairs own = new OwnKeyPairs(service, caller, clock);

    @Test
    void keyPairsAreLoadedOnceAndOnlyForAServerThatStackdeckCreated() {
        service.add(caller, new KeyPairName("Laptop"), TestPublicKeys.ed25519());

        assertThat(own.find("Laptop")).isEmpty();
        assertThat(loads).isZero();
        assertThat(own.find(NAME)).contains("Laptop");
        assertThat(own.find(NAME)).contains("Laptop");
        assertThat(loads).isOne();
    }

    @Test
    void anUnavailableDatabaseIsAskedAgainAfterTenSeconds() {
        service.add(caller, new KeyPairName("Laptop"), TestPublicKeys.ed25519());
        unavailable = true;
        assertThat(own.find(NAME)).isEmpty();
        assertThat(own.find(NAME)).isEmpty();
        assertThat(loads).isOne();

        unavailable = false;
        clock.advance(Duration.ofSeconds(10));
        assertThat(own.find(NAME)).contains("Laptop");
    }
}
