package org.stackdeck.ui.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.stackdeck.ui.commands.CommandCandidates.Rank;

class CommandCandidatesTests {

    private final CommandCandidates candidates = new CommandCandidates();
    private final AtomicInteger checks = new AtomicInteger();

    @Test
    void ranksFollowEachOtherWithAvailableCommandsFirst() {
        candidates.add(Rank.INCOMPLETE_ACTION, () -> Optional.of(command("stop", true)));
        candidates.add(Rank.SERVER, () -> Optional.of(command("web-1", true)));
        candidates.add(Rank.ACTION, () -> Optional.of(command("start web-1", false)));
        candidates.add(Rank.ACTION, () -> Optional.empty());
        candidates.add(Rank.ACTION, () -> Optional.of(command("stop web-1", true)));

        assertThat(candidates.best())
                .extracting(Command::label)
                .containsExactly("stop web-1", "start web-1", "web-1", "stop");
    }

    @Test
    void eachRankHasAtMostEightCommandsAndThirtyTwoChecks() {
        for (int i = 0; i < 1000; i++) {
            boolean isEnabled = i >= 20;
            candidates.add(Rank.ACTION, () -> {
                checks.incrementAndGet();
                return Optional.of(command("reboot", isEnabled));
            });
        }

        assertThat(candidates.best()).hasSize(8).allMatch(Command::isEnabled);
        assertThat(checks).hasValue(32);
    }

    private static Command command(String label, boolean isEnabled) {
        return new Command(
                "", "", label, "", isEnabled ? new Command.Effect.Run(() -> {}) : new Command.Effect.Disabled());
    }
}
