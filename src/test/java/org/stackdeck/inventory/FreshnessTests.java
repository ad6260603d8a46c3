package org.stackdeck.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stackdeck.inventory.Freshness.State;

class FreshnessTests {

    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

    @Test
    void unreachedIsWorseThanStaleLoadingAndLive() {
        Freshness live = freshness(State.LIVE, NOW);
        Freshness loading = freshness(State.LOADING, null);
        Freshness stale = freshness(State.STALE, NOW);
        Freshness unreached = freshness(State.UNREACHED, null);

        assertThat(live.worse(loading)).isSameAs(loading);
        assertThat(stale.worse(loading)).isSameAs(stale);
        assertThat(unreached.worse(stale)).isSameAs(unreached);
        assertThat(live.worse(unreached)).isSameAs(unreached);
    }

    @Test
    void olderConfirmationOfEqualStatesIsWorse() {
        Freshness older = freshness(State.LIVE, NOW.minusSeconds(5));
        Freshness newer = freshness(State.LIVE, NOW);

        assertThat(older.worse(newer)).isSameAs(older);
        assertThat(newer.worse(older)).isSameAs(older);
    }

    private static Freshness freshness(State state, @Nullable Instant confirmedAt) {
        return TestFreshness.of(state, confirmedAt, Duration.ofSeconds(1), null, null);
    }
}
