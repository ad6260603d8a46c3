package org.stackdeck.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerStatus;

class LedgerTests {

    private static final ScopeKey STAFF = new ScopeKey(AServer.CLOUD, AServer.STAFF.id());
    private static final ScopeKey RESEARCH = new ScopeKey(AServer.CLOUD, AServer.RESEARCH.id());

    private final AtomicInteger changes = new AtomicInteger();
    private final Ledger ledger = new Ledger(changes::incrementAndGet);
    private final Server web = AServer.named("web").build();
    private final Server webOff = AServer.like(web)
            .status(ServerStatus.SHUTOFF)
            .updated(AServer.MADE.plusSeconds(5))
            .build();

    @BeforeEach
    void serve() {
        ledger.serve(STAFF);
        ledger.serve(RESEARCH);
    }

    @Test
    void olderOverlappingResponseIsIgnored() {
        long slow = ledger.asking();
        long quick = ledger.asking();
        ledger.learn(STAFF, quick, List.of(webOff));

        ledger.learn(STAFF, slow, List.of(web));

        assertThat(shown()).containsExactly(webOff);
    }

    @Test
    void laterRequestPrevailsOverAnOlderUpdatedTime() {
        ledger.learn(STAFF, ledger.asking(), List.of(webOff));

        ledger.learn(STAFF, ledger.asking(), List.of(web));

        assertThat(shown()).containsExactly(web);
    }

    @Test
    void laterRequestPrevailsWithinTheSameSecond() {
        Server paused = AServer.like(webOff).status(ServerStatus.PAUSED).build();
        long first = ledger.asking();
        long second = ledger.asking();
        ledger.learn(STAFF, second, List.of(paused));

        ledger.learn(STAFF, first, List.of(webOff));

        assertThat(shown()).containsExactly(paused);
    }

    @Test
    void serverMissingFromAFullListIsRemoved() {
        ledger.learn(STAFF, ledger.asking(), List.of(web));

        ledger.learnComplete(STAFF, ledger.asking(), Set.of());

        assertThat(shown()).isEmpty();
    }

    @Test
    void serverAddedDuringAFullListIsKept() {
        long list = ledger.asking();
        ledger.learn(STAFF, ledger.asking(), List.of(web));

        ledger.learnComplete(STAFF, list, Set.of());

        assertThat(shown()).containsExactly(web);
    }

    @Test
    void fullListDoesNotAffectOtherScopes() {
        ledger.learn(STAFF, ledger.asking(), List.of(web));

        ledger.learnComplete(RESEARCH, ledger.asking(), Set.of());

        assertThat(shown()).containsExactly(web);
    }

    @Test
    void softDeletedServerIsRemoved() {
        ledger.learn(STAFF, ledger.asking(), List.of(web));

        Server deleted = AServer.like(webOff).status(ServerStatus.SOFT_DELETED).build();
        ledger.learn(STAFF, ledger.asking(), List.of(deleted));

        assertThat(shown()).isEmpty();
    }

    @Test
    void listFromBeforeTheDeletionDoesNotRestoreTheServer() {
        ledger.learn(STAFF, ledger.asking(), List.of(web));
        long slowList = ledger.asking();
        ledger.learnGone(STAFF, ledger.asking(), web.key());

        ledger.learn(STAFF, slowList, List.of(webOff));

        assertThat(shown()).isEmpty();
    }

    @Test
    void restoredServerIsAddedAgain() {
        ledger.learnGone(STAFF, ledger.asking(), web.key());

        ledger.learn(STAFF, ledger.asking(), List.of(web));

        assertThat(shown()).containsExactly(web);
    }

    @Test
    void identicalResponseIsNoChange() {
        ledger.learn(STAFF, ledger.asking(), List.of(web));
        Snapshot before = ledger.snapshot();

        ledger.learn(STAFF, ledger.asking(), List.of(AServer.like(web).build()));

        assertThat(ledger.snapshot()).isSameAs(before);
        assertThat(changes).hasValue(1);
    }

    @Test
    void lateResponseOfARemovedScopeIsIgnored() {
        ledger.learn(STAFF, ledger.asking(), List.of(web));
        long late = ledger.asking();
        ledger.forget(STAFF);

        ledger.learn(STAFF, late, List.of(web));

        assertThat(shown()).isEmpty();
    }

    private Iterable<Server> shown() {
        return ledger.snapshot().servers().values();
    }
}
