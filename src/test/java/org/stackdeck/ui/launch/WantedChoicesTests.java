package org.stackdeck.ui.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.Network;
import org.stackdeck.ui.launch.LaunchOffers.Kind;
import org.stackdeck.ui.launch.LaunchOffers.Offer;

class WantedChoicesTests {

    private static final Network FRONT = new Network("n-1", "front");
    private static final Network BACK = new Network("n-2", "back");

    private final WantedChoices wanted = new WantedChoices();

    @Test
    void requestedOptionsAreSelectedOnceLoaded() {
        wanted.want(Kind.NETWORK, List.of("n-2", "front"));
        assertThat(wanted.take(Kind.NETWORK)).isEmpty();

        wanted.know(networks(null, FRONT, BACK));

        WantedChoices.Found found = wanted.take(Kind.NETWORK).orElseThrow();
        assertThat(found.chosen()).containsExactly(BACK, FRONT);
        assertThat(found.missing()).isFalse();
        assertThat(wanted.take(Kind.NETWORK)).as("a second time").isEmpty();
    }

    @Test
    void selectionWaitsForTheOptions() {
        wanted.want(Kind.NETWORK, List.of("n-1"));
        wanted.know(networks("away"));
        assertThat(wanted.take(Kind.NETWORK)).isEmpty();

        wanted.know(networks(null, FRONT));

        assertThat(wanted.take(Kind.NETWORK)).isPresent();
    }

    @Test
    void missingOptionIsReportedAndOthersAreSelected() {
        wanted.know(networks(null, FRONT));
        wanted.want(Kind.NETWORK, List.of("n-1", "gone"));

        WantedChoices.Found found = wanted.take(Kind.NETWORK).orElseThrow();

        assertThat(found.chosen()).containsExactly(FRONT);
        assertThat(found.missing()).isTrue();
    }

    @Test
    void onlyOptionIsTheDefaultButDoesNotReplaceAMissingOne() {
        wanted.know(networks(null, FRONT));

        wanted.want(Kind.NETWORK, List.of());
        assertThat(wanted.take(Kind.NETWORK).orElseThrow().orTheOnlyOne()).containsExactly(FRONT);
        wanted.want(Kind.NETWORK, List.of("gone"));
        assertThat(wanted.take(Kind.NETWORK).orElseThrow().orTheOnlyOne()).isEmpty();
    }

    @Test
    void clearRemovesOptionsAndRequests() {
        wanted.want(Kind.NETWORK, List.of("n-1"));
        wanted.clear();
        wanted.know(networks(null, FRONT));
        assertThat(wanted.take(Kind.NETWORK)).isEmpty();

        wanted.clear();
        wanted.want(Kind.NETWORK, List.of("n-1"));

        assertThat(wanted.take(Kind.NETWORK)).isEmpty();
    }

    private static Offer networks(@Nullable String problem, Network... there) {
        return new Offer(AServer.STAFF, Kind.NETWORK, List.of(there), true, problem);
    }
}
