package org.stackdeck.ui.launch.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.resource.Network;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.ui.launch.form.LaunchOptionLoader.LoadedOptions;
import org.stackdeck.ui.launch.form.LaunchOptionLoader.OptionKind;

class PendingSelectionsTests {

    private static final Network FRONT = new Network("n-1", "front", true);
    private static final Network BACK = new Network("n-2", "back", true);

    private final PendingSelections wanted = new PendingSelections();

    @Test
    void requestedOptionsAreSelectedOnceLoaded() {
        wanted.select(OptionKind.NETWORK, List.of("n-2", "front"));
        assertThat(wanted.takeSelection(OptionKind.NETWORK)).isEmpty();

        wanted.setOptions(networks(null, FRONT, BACK));

        PendingSelections.SelectionResult selectionResult =
                wanted.takeSelection(OptionKind.NETWORK).orElseThrow();
        assertThat(selectionResult.selected()).containsExactly(BACK, FRONT);
        assertThat(selectionResult.missing()).isFalse();
        assertThat(wanted.takeSelection(OptionKind.NETWORK)).as("a second time").isEmpty();
    }

    @Test
    void selectionWaitsForTheOptions() {
        wanted.select(OptionKind.NETWORK, List.of("n-1"));
        wanted.setOptions(networks("away"));
        assertThat(wanted.takeSelection(OptionKind.NETWORK)).isEmpty();

        wanted.setOptions(networks(null, FRONT));

        assertThat(wanted.takeSelection(OptionKind.NETWORK)).isPresent();
    }

    @Test
    void missingOptionIsReportedAndOthersAreSelected() {
        wanted.setOptions(networks(null, FRONT));
        wanted.select(OptionKind.NETWORK, List.of("n-1", "gone"));

        PendingSelections.SelectionResult selectionResult =
                wanted.takeSelection(OptionKind.NETWORK).orElseThrow();

        assertThat(selectionResult.selected()).containsExactly(FRONT);
        assertThat(selectionResult.missing()).isTrue();
    }

    @Test
    void onlyOptionIsTheDefaultButDoesNotReplaceAMissingOne() {
        wanted.setOptions(networks(null, FRONT));

        wanted.select(OptionKind.NETWORK, List.of());
        assertThat(wanted.takeSelection(OptionKind.NETWORK).orElseThrow().orOnlyOption())
                .containsExactly(FRONT);
        wanted.select(OptionKind.NETWORK, List.of("gone"));
        assertThat(wanted.takeSelection(OptionKind.NETWORK).orElseThrow().orOnlyOption())
                .isEmpty();
    }

    @Test
    void clearRemovesOptionsAndRequests() {
        wanted.select(OptionKind.NETWORK, List.of("n-1"));
        wanted.clear();
        wanted.setOptions(networks(null, FRONT));
        assertThat(wanted.takeSelection(OptionKind.NETWORK)).isEmpty();

        wanted.clear();
        wanted.select(OptionKind.NETWORK, List.of("n-1"));

        assertThat(wanted.takeSelection(OptionKind.NETWORK)).isEmpty();
    }

    private static LoadedOptions networks(@Nullable String problem, Network... there) {
        return new LoadedOptions(
                ServerBuilder.STAFF, OptionKind.NETWORK, List.of(there), true, problem, problem != null);
    }
}
