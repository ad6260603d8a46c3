package org.stackdeck.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.Operation.State;
import org.stackdeck.operations.detail.SoftDeletedServerLookup;
import org.stackdeck.operations.lookup.CloudRequestRateLimiter;
import org.stackdeck.operations.lookup.SoftDeletedServerCache;
import org.stackdeck.operations.state.OperationFailureFactory;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.platform.Subscription;

/** Tests deletion and restoration in clouds with soft deletion. */
class SoftDeletionTests extends ServerActionTestBase {

    @Autowired
    SoftDeletedServerCache kept;

    @Autowired
    SoftDeletedServerLookup deleted;

    @Test
    void aDeletionEndsWhenTheServerIsSoftDeleted() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.DELETE);
        run(accepted);
        keptByTheCloud();
        run(accepted);

        assertThat(find(accepted).state()).isEqualTo(State.SUCCEEDED);
        assertThat(inventory.find(web.key())).isEmpty();
    }

    @Test
    void aSoftDeletedServerIsRestoredAlthoughItIsNotListed() throws InterruptedException {
        keptByTheCloud();

        Operation restore = operations.submit(ann, web.key(), ServerAction.RESTORE);
        run(restore);
        assertThat(find(restore).state()).isEqualTo(State.RUNNING);
        nova.put(ServerBuilder.like(web).status(ServerStatus.ACTIVE));
        nova.finish(name, true, null);
        run(restore);

        assertThat(find(restore).state()).isEqualTo(State.SUCCEEDED);
        assertThat(sent("restore")).isEqualTo(1);
        assertThat(inventory.find(web.key())).isPresent();
    }

    @Test
    void aFinalDeletionIsTrackedWhileTheServerIsSoftDeleted() throws InterruptedException {
        keptByTheCloud();

        Operation deletion = operations.submit(ann, web.key(), ServerAction.FORCE_DELETE);
        run(deletion);
        assertThat(find(deletion).state()).isEqualTo(State.RUNNING);
        nova.delete(name);
        nova.deleteActions(name);
        run(deletion);

        assertThat(find(deletion).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void actionsOnASoftDeletedServerRequirePermissionAndVisibility() {
        keptByTheCloud();
        Caller viewer = member("vic", Role.VIEWER);
        Caller stranger = caller("zoe");

        for (ServerAction action : List.of(ServerAction.RESTORE, ServerAction.FORCE_DELETE)) {
            assertThat(refusal(() -> operations.submit(viewer, web.key(), action)))
                    .isInstanceOf(ActionAvailability.NotGranted.class);
            assertThat(refusal(() -> operations.submit(stranger, web.key(), action)))
                    .isEqualTo(new ActionAvailability.Invisible());
            assertThat(refusal(() -> operations.submit(ann, ServerBuilder.key("none"), action)))
                    .isEqualTo(new ActionAvailability.Invisible());
        }
        assertThat(refusal(() -> operations.submit(ann, web.key(), ServerAction.STOP)))
                .isEqualTo(new ActionAvailability.Invisible());
        nova.delete(name);
        assertThat(refusal(() -> operations.submit(ann, web.key(), ServerAction.RESTORE)))
                .isEqualTo(new ActionAvailability.Invisible());
        assertThat(audited()).hasSize(6).allMatch(line -> line.endsWith("REFUSED UI"));
    }

    @Test
    void lookupOfADeletedServerSendsNoRequestWithoutAGrant() {
        keptByTheCloud();
        long asked = nova.calls("server");

        assertThat(refusal(() -> operations.submit(caller("zoe"), web.key(), ServerAction.RESTORE)))
                .isEqualTo(new ActionAvailability.Invisible());

        assertThat(nova.calls("server")).isEqualTo(asked);
    }

    @Test
    void guessingServerIdsIsLimitedForEachUser() {
        int most = 10 * CloudRequestRateLimiter.Budget.UNKNOWN_SERVERS.requests();
        long asked = nova.calls("server");

        assertThatThrownBy(() -> {
                    for (int guesses = 0; guesses < most; guesses++) {
                        deleted.find(ann, ServerBuilder.key(anId()));
                    }
                })
                .isInstanceOfSatisfying(
                        CloudRequestLimitExceededException.class,
                        e -> assertThat(e.retryAfter())
                                .hasValueSatisfying(wait -> assertThat(wait).isPositive()));

        assertThat(nova.calls("server") - asked)
                .isBetween((long) CloudRequestRateLimiter.Budget.UNKNOWN_SERVERS.requests(), most - 1L);
        keptByTheCloud();
        Caller bob = member("bob", Role.OPERATOR);
        assertThat(operations.submit(bob, web.key(), ServerAction.RESTORE).state())
                .isEqualTo(State.WAITING);
        assertThat(deleted.find(ann, web.key()))
                .as("visible because its operation is stored")
                .isPresent();
    }

    /**
     * Whether or not the server exists, a lookup costs the same number of requests and counts toward the same limit.
     */
    @Test
    void theLookupLimitDoesNotRevealWhetherAnInvisibleServerExists() {
        Server foreign = nova.put(ServerBuilder.named("foreign-" + UUID.randomUUID()));
        inventory.refresh(foreign.key());
        Caller guesser = caller("gus");
        grantElsewhere(guesser);

        assertThat(questions(guesser, foreign.key())).isEqualTo(1);
        assertThat(questions(guesser, foreign.key())).as("cached as not found").isZero();
        assertThat(questions(guesser, ServerBuilder.key(anId()))).isEqualTo(1);
        operations.submit(ann, foreign.key(), ServerAction.STOP);
        Caller another = caller("guy");
        grantElsewhere(another);
        assertThat(questions(another, foreign.key()))
                .as("unaffected by operations of other users")
                .isEqualTo(1);

        assertThatThrownBy(() -> {
                    for (int guesses = 0;
                            guesses < 10 * CloudRequestRateLimiter.Budget.UNKNOWN_SERVERS.requests();
                            guesses++) {
                        Server one = nova.put(ServerBuilder.named("foreign-" + UUID.randomUUID()));
                        inventory.refresh(one.key());
                        questions(guesser, one.key());
                    }
                })
                .isInstanceOf(CloudRequestLimitExceededException.class);
    }

    @Test
    void successfulLookupsDoNotCountAsGuesses() {
        keptByTheCloud();

        for (int questions = 0; questions <= CloudRequestRateLimiter.Budget.UNKNOWN_SERVERS.requests(); questions++) {
            assertThat(deleted.find(ann, web.key())).isPresent();
        }
    }

    @Test
    void aServerThatWasNotFoundIsNotRequestedAgainAtOnce() {
        ServerKey none = ServerBuilder.key(anId());
        assertThat(deleted.find(ann, none)).isEmpty();
        long asked = nova.calls("server");

        for (int questions = 0; questions <= CloudRequestRateLimiter.Budget.UNKNOWN_SERVERS.requests(); questions++) {
            assertThat(deleted.find(ann, none)).isEmpty();
        }

        assertThat(nova.calls("server")).isEqualTo(asked);
    }

    @Test
    void restorationFailsWhenTheServerWasFinallyDeletedBefore() throws InterruptedException {
        keptByTheCloud();
        Operation restore = operations.submit(ann, web.key(), ServerAction.RESTORE);
        nova.removeWithoutTrace(name);

        run(restore);

        assertThat(find(restore).failure()).isEqualTo(OperationFailureFactory.GONE);
        assertThat(sent("restore")).isZero();
    }

    @Test
    void aDeletionReturnsItsSoftDeletedServerWithOneRequest() throws InterruptedException {
        List<ServerKey> serverKeys = new ArrayList<>();
        try (Subscription watching = deleted.subscribe(serverKeys::add)) {
            Operation deletion = deletedAndKept();
            long asked = nova.calls("server");

            assertThat(deleted.findAfter(deletion))
                    .map(Server::status)
                    .contains(ServerStatus.SOFT_DELETED)
                    .isEqualTo(deleted.findAfter(find(deletion)).map(Server::status));
            assertThat(nova.calls("server")).isEqualTo(asked);
            assertThat(serverKeys).containsExactly(web.key());

            nova.removeWithoutTrace(name);
            kept.refresh();

            assertThat(deleted.findAfter(deletion)).isEmpty();
            assertThat(serverKeys).containsExactly(web.key(), web.key());
            assertThat(watching).isNotNull();
        }
    }

    @Test
    void aDeletionReturnsNoServerAfterItsRestoration() throws InterruptedException {
        Operation deletion = deletedAndKept();
        Operation restore = operations.submit(ann, web.key(), ServerAction.RESTORE);
        run(restore);
        nova.put(ServerBuilder.like(web));
        nova.finish(name, true, null);

        run(restore);

        assertThat(find(restore).state()).isEqualTo(State.SUCCEEDED);
        assertThat(deleted.findAfter(deletion)).isEmpty();
    }

    @Test
    void anEarlierDeletionDoesNotReturnTheServerOfALaterOne() throws InterruptedException {
        Operation first = deletedAndKept();
        nova.put(ServerBuilder.like(web));
        inventory.refresh(web.key());

        Operation second = deletedAndKept();

        assertThat(deleted.findAfter(first)).isEmpty();
        assertThat(deleted.findAfter(second)).isPresent();
    }

    @Test
    void aDeletionIsCheckedOnceInACloudWithoutSoftDeletion() throws InterruptedException {
        Operation deletion = operations.submit(ann, web.key(), ServerAction.DELETE);
        run(deletion);
        nova.delete(name);
        nova.finish(name, true, null);
        run(deletion);
        assertThat(deleted.findAfter(deletion)).isEmpty();
        nova.put(ServerBuilder.like(web).status(ServerStatus.SOFT_DELETED));

        kept.refresh();

        assertThat(deleted.findAfter(deletion)).isEmpty();
    }

    @Test
    void aServerDeletedBeforeARestartIsFoundAgain() throws InterruptedException {
        Operation deletion = deletedAndKept();
        SoftDeletedServerCache started = new SoftDeletedServerCache(queries, clouds, inventory, clock);
        nova.fail(() -> new CloudException(Category.UNREACHABLE, "away"));
        started.refresh();
        assertThat(started.findAfter(deletion)).isEmpty();
        nova.recover();

        started.refresh();

        assertThat(started.findAfter(deletion)).isPresent();
    }

    @Test
    void anUnreachableCellDoesNotRemoveASoftDeletedServer() throws InterruptedException {
        Operation deletion = deletedAndKept();
        nova.put(ServerBuilder.like(web).status(ServerStatus.UNKNOWN));

        kept.refresh();

        assertThat(deleted.findAfter(deletion)).isPresent();
    }

    @Test
    void anOldDeletionIsNoLongerChecked() throws InterruptedException {
        Operation deletion = deletedAndKept();
        MutableClock own = new MutableClock(clock.instant());
        SoftDeletedServerCache later = new SoftDeletedServerCache(queries, clouds, inventory, own);
        later.refresh();
        assertThat(later.findAfter(deletion)).isPresent();
        own.advance(Duration.ofDays(2));
        long asked = nova.calls("server");

        later.refresh();

        assertThat(later.findAfter(deletion)).isEmpty();
        assertThat(nova.calls("server")).isEqualTo(asked);
    }

    /** Grants the caller access to servers of the project with a tag that no server has. */
    private void grantElsewhere(Caller caller) {
        access.grant(caller.userId(), ServerBuilder.STAFF, new ResourceSelector.ByTag("none-has-it"), Role.OPERATOR);
    }

    /** Submits a restoration, which must be refused. Returns the number of requests to the cloud. */
    private long questions(Caller caller, ServerKey server) {
        long asked = nova.calls("server");
        assertThat(refusal(() -> operations.submit(caller, server, ServerAction.RESTORE)))
                .isEqualTo(new ActionAvailability.Invisible());
        return nova.calls("server") - asked;
    }

    private static String anId() {
        return UUID.randomUUID().toString();
    }

    private Operation deletedAndKept() throws InterruptedException {
        Operation deletion = operations.submit(ann, web.key(), ServerAction.DELETE);
        run(deletion);
        nova.put(ServerBuilder.like(web).status(ServerStatus.SOFT_DELETED));
        nova.finish(name, true, null);
        run(deletion);
        assertThat(find(deletion).state()).isEqualTo(State.SUCCEEDED);
        return deletion;
    }

    private void keptByTheCloud() {
        nova.put(ServerBuilder.like(web).status(ServerStatus.SOFT_DELETED));
        inventory.refresh(web.key());
        assertThat(inventory.find(web.key())).isEmpty();
    }
}
