package org.stackdeck.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.access.ServerSelector;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.action.InvalidActionParameterException.Reason;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.action.ServerActionRequest;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.cloud.server.TaskState;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.operations.Operation.Failure;
import org.stackdeck.operations.Operation.State;
import org.stackdeck.operations.OperationService.Submission;
import org.stackdeck.operations.detail.SoftDeletedServerLookup;
import org.stackdeck.operations.execution.OperationRecovery;
import org.stackdeck.operations.execution.OperationSchedulerConfiguration;
import org.stackdeck.operations.lookup.CloudRequestRateLimiter;
import org.stackdeck.operations.lookup.SoftDeletedServerCache;
import org.stackdeck.operations.state.IdempotentRequestRepository;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationFailures;
import org.stackdeck.operations.state.OperationTransitionService;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.platform.Subscription;

abstract class OperationServiceTests extends OperationTestCase {

    /** Default of {@code stackdeck.operations.per-cloud}. */
    private static final int PER_CLOUD = 4;

    @Autowired
    OperationTransitionService book;

    @Autowired
    ActionChoiceService choices;

    @Autowired
    SoftDeletedServerLookup deleted;

    @Autowired
    SoftDeletedServerCache kept;

    @Autowired
    OperationRecovery recovery;

    @Autowired
    Scheduler scheduler;

    @Autowired
    CustomTask<Void> task;

    @Autowired
    DataSource pool;

    private final String name = "web-" + UUID.randomUUID();
    private Server web;
    private Caller ann;

    @BeforeEach
    void know() {
        web = nova.put(ServerBuilder.named(name));
        inventory.refresh(web.key());
        ann = member("ann", Role.OPERATOR);
    }

    @Test
    void anAcceptedActionIsStoredAndAuditedBeforeItIsSent() {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);

        assertThat(accepted.state()).isEqualTo(State.WAITING);
        assertThat(operations.find(ann, accepted.id())).contains(accepted);
        assertThat(operations.findActive(web.key())).contains(accepted);
        assertThat(tasks(accepted)).isEqualTo(1);
        assertThat(sent("stop")).isZero();
        assertThat(audited()).containsExactly("server.stop ACCEPTED UI");
    }

    @Test
    void deletionRequiresReauthenticationAndStoppingDoesNot() {
        stepUp.setRequired(true);
        assertThatThrownBy(() -> operations.submit(ann, web.key(), ServerAction.DELETE))
                .isInstanceOf(StepUpRequiredException.class);
        assertThat(operations.findActive(web.key())).isEmpty();
        assertThat(audited()).containsExactly("server.delete REFUSED UI");

        operations.submit(ann, web.key(), ServerAction.STOP);
    }

    @Test
    void deletionWithoutPermissionIsRefusedBeforeReauthentication() {
        Caller viewer = member("viewer", Role.VIEWER);
        stepUp.setRequired(true);
        assertThatThrownBy(() -> operations.submit(viewer, web.key(), ServerAction.DELETE))
                .isInstanceOf(ActionRefusedException.class);
    }

    @Test
    void anActionIsSentWithAllParametersAndNamesResolvedInTheProject() throws InterruptedException {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        clouds.resources().clear();
        clouds.resources().add(new AvailableFlavor("3", "m1.medium", 2, 4096, 40));

        Operation accepted = operations.submit(
                ann, web.key(), ServerActionRequest.of(ServerAction.RESIZE).with(ActionParameter.FLAVOR, "m1.medium"));

        ServerActionRequest resolved = ServerActionRequest.of(ServerAction.RESIZE)
                .with(ActionParameter.FLAVOR, new ActionArgument("3", "m1.medium"));
        assertThat(accepted.actionRequest()).isEqualTo(resolved);
        assertThat(operations.find(ann, accepted.id()).orElseThrow().actionRequest())
                .isEqualTo(resolved);
        step(accepted);
        assertThat(nova.performedActions()).contains(resolved);
        assertThat(details()).anyMatch(detail -> detail.contains("flavor=3 (m1.medium)"));
    }

    @Test
    void anActionWithInvalidParametersIsRefusedNamingTheReason() {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        clouds.resources().clear();
        clouds.resources()
                .add(
                        new AvailableFlavor("3", "same", 2, 4096, 40),
                        new AvailableFlavor("4", "same", 4, 4096, 40),
                        new Volume("v1", "data", "in-use", 1, false, List.of(new ServerId("another"))));

        assertThat(unsuitable(ServerAction.RESIZE, ActionParameter.FLAVOR, "none"))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(unsuitable(ServerAction.RESIZE, ActionParameter.FLAVOR, "same"))
                .isEqualTo(Reason.AMBIGUOUS);
        assertThat(unsuitable(ServerAction.RESIZE, ActionParameter.NAME, "x")).isEqualTo(Reason.UNKNOWN);
        assertThat(unsuitable(ServerAction.RENAME, ActionParameter.NAME, " ")).isEqualTo(Reason.MALFORMED);
        assertThat(unsuitable(ServerAction.DETACH_VOLUME, ActionParameter.VOLUME, "v1"))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(operations.findActive(web.key())).isEmpty();
    }

    @Test
    void rebuildAndRescueRequirePermissionForTheServerOfTheImage() throws InterruptedException {
        Server source = nova.put(ServerBuilder.named("source-" + name));
        inventory.refresh(source.key());
        clouds.resources().clear();
        clouds.resources().add(new AvailableImage("i1", "copy", 0, 0, null, true, source.id()));
        access.revokeAll(ann.userId());
        access.grant(
                ann.userId(), onlyFor(web, Role.unnamed(Set.of(Permission.SERVER_REBUILD, Permission.SERVER_RESCUE))));

        for (ServerAction action : List.of(ServerAction.REBUILD, ServerAction.RESCUE)) {
            assertThat(unsuitable(action, ActionParameter.IMAGE, "copy")).isEqualTo(Reason.NOT_FOUND);
            assertThat(unsuitable(action, ActionParameter.IMAGE, "i1")).isEqualTo(Reason.NOT_FOUND);
            assertThat(choices.load(ann, web.key(), action, ActionParameter.IMAGE))
                    .isEmpty();
        }
        access.grant(ann.userId(), onlyFor(source, Role.unnamed(Set.of(Permission.SERVER_SNAPSHOT))));
        assertThat(choices.load(ann, web.key(), ServerAction.RESCUE, ActionParameter.IMAGE))
                .hasSize(1);
        Operation accepted = operations.submit(
                ann, web.key(), ServerActionRequest.of(ServerAction.RESCUE).with(ActionParameter.IMAGE, "copy"));

        access.revokeAll(ann.userId());
        access.grant(ann.userId(), onlyFor(web, Role.unnamed(Set.of(Permission.SERVER_RESCUE))));
        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.CANCELLED);
        assertThat(find(accepted).failure()).isEqualTo(OperationFailures.REVOKED);
        assertThat(sent("rescue")).isZero();
    }

    @Test
    void choicesAreRefusedWhenThePermissionIsRevokedBeforeTheCloudResponds() {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        clouds.resources().clear();
        clouds.resources().duringRead(() -> access.revokeAll(ann.userId()));

        assertThat(refusal(() -> choices.load(ann, web.key(), ServerAction.ATTACH_VOLUME, ActionParameter.VOLUME)))
                .isEqualTo(new ActionAvailability.Invisible());
        clouds.resources().clear();
    }

    @Test
    void refusalsForNonexistentAndInvisibleServersTakeTheSamePathAndAreAudited() {
        Caller stranger = caller("stranger");
        ServerKey none = ServerBuilder.key("none-" + name);
        List<ServerAction> actions = List.of(ServerAction.SHELVE, ServerAction.HARD_REBOOT, ServerAction.DELETE);
        for (ServerAction action : actions) {
            int before = access.loadCount(stranger.userId());
            assertThat(refusal(() -> operations.submit(stranger, web.key(), action)))
                    .isEqualTo(new ActionAvailability.Invisible());
            int loads = access.loadCount(stranger.userId()) - before;

            assertThat(refusal(() -> operations.submit(stranger, none, action)))
                    .isEqualTo(new ActionAvailability.Invisible());

            assertThat(access.loadCount(stranger.userId()) - before)
                    .as(action.code())
                    .isEqualTo(2 * loads);
        }
        assertThat(trail().filter(entry -> none.id().value().equals(entry.objectId())))
                .hasSameSizeAs(actions)
                .allSatisfy(entry -> assertThat(entry.detail()).isEqualTo("cloud=lab not visible"));
    }

    private static GrantTerms onlyFor(Server server, Role role) {
        return new GrantTerms(
                ServerBuilder.CLOUD,
                Set.of(ServerBuilder.STAFF.id()),
                new ServerSelector.ByIds(Set.of(server.id())),
                role,
                null,
                null,
                null);
    }

    @Test
    void aRerunResolvesResourcesAgainBecauseTheirOwnerMayHaveChanged() {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        clouds.resources().clear();
        clouds.resources().add(new Volume("v1", "data", "in-use", 1, false, List.of(web.id())));
        Operation first = operations.submit(
                ann,
                web.key(),
                ServerActionRequest.of(ServerAction.DETACH_VOLUME).with(ActionParameter.VOLUME, "data"),
                Duration.ofMinutes(1));
        operations.cancel(ann, first.id());
        ServerActionRequest again =
                RerunPolicy.requestFor(operations.find(ann, first.id()).orElseThrow());
        assertThat(again)
                .isEqualTo(ServerActionRequest.of(ServerAction.DETACH_VOLUME).with(ActionParameter.VOLUME, "v1"));

        clouds.resources().clear();
        clouds.resources().add(new Volume("v1", "data", "in-use", 1, false, List.of(new ServerId("another"))));

        assertThatThrownBy(() -> operations.submit(ann, web.key(), again))
                .isInstanceOfSatisfying(
                        InvalidActionParameterException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND));
    }

    @Test
    void aRequestedPasswordIsSealedUntilTheResponseAndThenDeleted() throws InterruptedException {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        ServerActionRequest serverActionRequest =
                ServerActionRequest.of(ServerAction.SET_PASSWORD).with(ActionParameter.PASSWORD, "opensesame");

        Operation accepted = operations.submit(ann, web.key(), serverActionRequest);

        assertThat(accepted.actionRequest().arguments()).isEmpty();
        assertThat(row(accepted).values()).map(String::valueOf).noneMatch(column -> column.contains("opensesame"));
        assertThat(row(accepted).get("secrets")).isNotNull();
        assertThat(details()).noneMatch(detail -> detail.contains("opensesame"));
        step(accepted);
        assertThat(nova.performedActions()).contains(serverActionRequest);
        assertThat(row(accepted).get("secrets")).isNull();
    }

    @Test
    void aRequestedPasswordIsRetainedWhenSendingHadNoEffect() throws InterruptedException {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        ServerActionRequest serverActionRequest =
                ServerActionRequest.of(ServerAction.SET_PASSWORD).with(ActionParameter.PASSWORD, "opensesame");
        Operation accepted = operations.submit(ann, web.key(), serverActionRequest);
        nova.failActions(() -> new CloudException(Category.THROTTLED, "slow down"), false);
        step(accepted);
        nova.recover();

        step(accepted);

        assertThat(nova.performedActions()).contains(serverActionRequest);
    }

    @Test
    void aGeneratedPasswordIsSealedAndReturnedOnceToItsRequester() throws InterruptedException {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        Caller other = member("other", Role.MANAGER);
        nova.setPassword("madebynova");
        Operation rescue = operations.submit(ann, web.key(), ServerAction.RESCUE);
        step(rescue);

        assertThat(find(rescue).hasGeneratedPassword()).isTrue();
        assertThat(kept(rescue)).singleElement().asString().doesNotContain("madebynova");
        assertThat(operations.revealPassword(other, rescue.id())).isEmpty();
        assertThat(audited())
                .filteredOn("server.tell-password REFUSED UI"::equals)
                .hasSize(1);
        assertThat(operations.revealPassword(ann, rescue.id())).contains("madebynova");
        assertThat(operations.revealPassword(ann, rescue.id())).isEmpty();
        assertThat(kept(rescue)).isEmpty();
        assertThat(find(rescue).hasGeneratedPassword()).isFalse();
        assertThat(audited())
                .filteredOn("server.tell-password SUCCESS UI"::equals)
                .hasSize(1);
        assertThat(details()).noneMatch(detail -> detail.contains("madebynova"));
    }

    @Test
    void aGeneratedPasswordIsRefusedWhenTheServerIsNoLongerVisible() throws InterruptedException {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        nova.setPassword("madebynova");
        Operation rescue = operations.submit(ann, web.key(), ServerAction.RESCUE);
        step(rescue);

        access.revokeAll(ann.userId());

        assertThat(operations.revealPassword(ann, rescue.id())).isEmpty();
        assertThat(audited()).contains("server.tell-password REFUSED UI");
    }

    @Test
    void aGeneratedPasswordIsDeletedAfterAnHour() throws InterruptedException {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        nova.setPassword("madebynova");
        Operation rescue = operations.submit(ann, web.key(), ServerAction.RESCUE);
        step(rescue);
        book.deleteExpiredPasswords();
        assertThat(kept(rescue)).hasSize(1);
        database.sql("update operation_password set made_at = ? where operation = ?")
                .param(LocalDateTime.ofInstant(clock.instant().minus(Duration.ofHours(1)), ZoneOffset.UTC))
                .param(rescue.id().toString())
                .update();

        assertThat(operations.revealPassword(ann, rescue.id())).isEmpty();
        book.deleteExpiredPasswords();

        assertThat(kept(rescue)).isEmpty();
    }

    @Test
    void aRequestedPasswordIsNotReturned() throws InterruptedException {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        nova.setPassword("opensesame");
        Operation rescue = operations.submit(
                ann,
                web.key(),
                ServerActionRequest.of(ServerAction.RESCUE).with(ActionParameter.PASSWORD, "opensesame"));

        step(rescue);

        assertThat(find(rescue).hasGeneratedPassword()).isFalse();
        assertThat(operations.revealPassword(ann, rescue.id())).isEmpty();
    }

    private List<Object> kept(Operation operation) {
        return database.sql("select sealed from operation_password where operation = ?")
                .param(operation.id().toString())
                .query()
                .singleColumn();
    }

    @Test
    void aPendingOperationCanBeCancelledAndIsNeverSent() throws InterruptedException {
        Operation accepted =
                operations.submit(ann, web.key(), ServerActionRequest.of(ServerAction.DELETE), Duration.ofSeconds(10));
        assertThat(scheduled(accepted)).isEqualTo(clock.instant().plusSeconds(10));

        Operation withdrawn = operations.cancel(ann, accepted.id()).orElseThrow();
        step(accepted);

        assertThat(withdrawn.state()).isEqualTo(State.CANCELLED);
        assertThat(withdrawn.failure()).isEqualTo(OperationFailures.CANCELLED_BY_USER);
        assertThat(operations.findActive(web.key())).isEmpty();
        assertThat(sent("delete")).isZero();
        assertThat(audited()).containsExactly("server.withdraw SUCCESS UI", "server.delete ACCEPTED UI");
    }

    @Test
    void aSentOperationIsNotCancelled() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        step(accepted);

        assertThat(operations.cancel(ann, accepted.id()).orElseThrow().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void cancellationIsLimitedToTheRequesterAndPermittedUsers() {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        Caller viewer = member("viewer", Role.VIEWER);
        Caller bob = member("bob", Role.OPERATOR);

        assertThat(operations.cancel(caller("zoe"), accepted.id())).isEmpty();
        assertThat(refusal(() -> operations.cancel(viewer, accepted.id())))
                .isInstanceOf(ActionAvailability.NotGranted.class);
        assertThat(audited()).contains("server.withdraw REFUSED UI");
        assertThat(operations.cancel(bob, accepted.id()).orElseThrow().state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void aChangeThatWouldGiveTheUserAPermissionIsRefused() {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.SERVER_UPDATE)), null);
        access.grant(
                ann.userId(),
                new GrantTerms(
                        ServerBuilder.CLOUD,
                        Set.of(ServerBuilder.STAFF.id()),
                        new ServerSelector.ByTag("lab-" + name),
                        Role.ADMINISTRATOR,
                        null,
                        null,
                        null));
        ServerActionRequest tag = ServerActionRequest.of(ServerAction.ADD_TAG).with(ActionParameter.TAG, "lab-" + name);

        assertThat(refusal(() -> operations.submit(ann, web.key(), tag)))
                .isInstanceOf(ActionAvailability.SelfEscalation.class);
        assertThat(audited()).containsExactly("server.add-tag REFUSED UI");
        access.revokeAll(ann.userId());
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.SERVER_UPDATE)), null);
        access.grant(
                ann.userId(),
                new GrantTerms(
                        ServerBuilder.CLOUD,
                        Set.of(ServerBuilder.STAFF.id()),
                        new ServerSelector.ByTag("lab-" + name),
                        Role.ADMINISTRATOR,
                        clock.instant().plusSeconds(3600),
                        null,
                        null));
        assertThat(refusal(() -> operations.submit(ann, web.key(), tag)))
                .as("a permission of a grant that begins in an hour")
                .isInstanceOf(ActionAvailability.SelfEscalation.class);
        assertThat(operations
                        .submit(
                                ann,
                                web.key(),
                                ServerActionRequest.of(ServerAction.ADD_TAG).with(ActionParameter.TAG, "other"))
                        .state())
                .isEqualTo(State.WAITING);
    }

    @Test
    void anActionWithoutInstanceActionSucceedsWithTheResponse() throws InterruptedException {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        Operation accepted = operations.submit(
                ann, web.key(), ServerActionRequest.of(ServerAction.RENAME).with(ActionParameter.NAME, "db"));
        long looks = nova.calls("holds");

        step(accepted);
        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
        assertThat(nova.calls("holds")).isEqualTo(looks);
    }

    @Test
    void anUnrecordedActionIsJudgedByTheServerAfterALostResponse() throws InterruptedException {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        ServerActionRequest rename =
                ServerActionRequest.of(ServerAction.RENAME).with(ActionParameter.NAME, "db-" + name);
        nova.failActions(() -> new CloudException(Category.TIMEOUT, "no answer"), true);
        Operation taken = operations.submit(ann, web.key(), rename);
        step(taken);
        step(taken);
        assertThat(state(taken)).isEqualTo(State.SUCCEEDED);

        nova.failActions(() -> new CloudException(Category.TIMEOUT, "no answer"), false);
        Operation lost = operations.submit(
                ann, web.key(), ServerActionRequest.of(ServerAction.RENAME).with(ActionParameter.NAME, "lost-" + name));
        step(lost);
        step(lost);
        assertThat(state(lost)).isEqualTo(State.RUNNING);
        clock.advance(Duration.ofMinutes(1));
        step(lost);
        assertThat(state(lost)).isEqualTo(State.FAILED);
    }

    @Test
    void anOperationSucceedsOnlyWhenItsInstanceActionHasFinished() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        run(accepted);
        Operation running = find(accepted);
        assertThat(running.state()).isEqualTo(State.RUNNING);
        assertThat(running.requestId()).isNotNull();
        // The status alone proves nothing.
        nova.put(ServerBuilder.like(web).status(ServerStatus.SHUTOFF));
        run(accepted);
        assertThat(find(accepted).state()).isEqualTo(State.RUNNING);

        nova.finish(name, true, null);
        run(accepted);

        assertThat(find(accepted).state()).isEqualTo(State.SUCCEEDED);
        assertThat(find(accepted).finishedAt()).isNotNull();
        assertThat(operations.findActive(web.key())).isEmpty();
        assertThat(inventory.find(web.key())).get().extracting(Server::status).isEqualTo(ServerStatus.SHUTOFF);
        assertThat(audited()).containsExactly("server.stop SUCCESS SYSTEM", "server.stop ACCEPTED UI");
        assertThat(sent("stop")).isEqualTo(1);
    }

    @Test
    void aFailedInstanceActionFailsTheOperationDespiteAnUnchangedServer() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        run(accepted);
        nova.finish(name, false, null);
        run(accepted);

        Operation failed = find(accepted);
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.failure()).isEqualTo(new Failure("failed-unexplained", null));
        assertThat(failed.requestId()).isNotNull();
        assertThat(audited()).first().isEqualTo("server.stop FAILED SYSTEM");
    }

    @Test
    void theFailureDetailIsReportedIfTheCredentialCanSeeIt() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        run(accepted);
        nova.finish(name, false, "Traceback\n  File x\nNovaException: libvirt went away\n");
        run(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("failed", "NovaException: libvirt went away"));
    }

    @Test
    void aDeletionEndsWhenTheServerNoLongerExists() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.DELETE);
        run(accepted);
        nova.delete(name);
        nova.deleteActions(name);
        run(accepted);

        assertThat(find(accepted).state()).isEqualTo(State.SUCCEEDED);
        assertThat(inventory.find(web.key())).isEmpty();
    }

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

    /** Looks up both servers alternately until the limit is reached. */
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

    /** A caller with a grant in the project that applies to none of its servers. */
    private void grantElsewhere(Caller caller) {
        access.grant(
                caller.userId(),
                new GrantTerms(
                        ServerBuilder.CLOUD,
                        Set.of(ServerBuilder.STAFF.id()),
                        new ServerSelector.ByTag("none-has-it"),
                        Role.OPERATOR,
                        null,
                        null,
                        null));
    }

    /** Number of requests to the cloud until the limit was reached. */
    private long questions(Caller caller, ServerKey server) {
        long asked = nova.calls("server");
        assertThat(refusal(() -> operations.submit(caller, server, ServerAction.RESTORE)))
                .isEqualTo(new ActionAvailability.Invisible());
        return nova.calls("server") - asked;
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

    private static String anId() {
        return UUID.randomUUID().toString();
    }

    @Test
    void restorationFailsWhenTheServerWasFinallyDeletedBefore() throws InterruptedException {
        keptByTheCloud();
        Operation restore = operations.submit(ann, web.key(), ServerAction.RESTORE);
        nova.removeWithoutTrace(name);

        run(restore);

        assertThat(find(restore).failure()).isEqualTo(OperationFailures.SERVER_GONE);
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

    @Test
    void aDeletionWithALostResponseEndsWhenNovaHasNoTraceOfTheServer() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.DELETE);
        nova.failActions(() -> new CloudException(Category.TIMEOUT, "no answer in 30 s"), true);
        run(accepted);
        nova.removeWithoutTrace(name);
        nova.deleteActions(name);

        run(accepted);

        assertThat(find(accepted).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aSecondActionOnTheServerIsRefusedAsBusy() {
        Operation first = operations.submit(ann, web.key(), ServerAction.STOP);
        Caller bob = member("bob", Role.OPERATOR);

        assertThat(refusal(() -> operations.submit(bob, web.key(), ServerAction.REBOOT)))
                .isEqualTo(new ActionAvailability.Busy(first));
        assertThat(audited()).first().isEqualTo("server.reboot REFUSED UI");
    }

    @Test
    void theDatabaseAdmitsOneOfTwoConcurrentActions() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Optional<ActionAvailability>> ask = () -> {
            together.await();
            try {
                operations.submit(ann, web.key(), ServerAction.STOP);
                return Optional.empty();
            } catch (ActionRefusedException e) {
                return Optional.of(e.availability());
            }
        };
        try (ExecutorService people = Executors.newFixedThreadPool(2)) {
            List<Future<Optional<ActionAvailability>>> answers = people.invokeAll(List.of(ask, ask));
            List<Optional<ActionAvailability>> got =
                    List.of(answers.get(0).get(), answers.get(1).get());

            assertThat(got).filteredOn(Optional::isEmpty).hasSize(1);
            assertThat(got)
                    .filteredOn(Optional::isPresent)
                    .singleElement()
                    .extracting(Optional::get)
                    .isInstanceOf(ActionAvailability.Busy.class);
        }
    }

    @Test
    void aRepeatedRequestIsDoneOnceAndAReusedKeyIsRefused() throws InterruptedException {
        IdempotentRequest request = new IdempotentRequest("key-" + name, "stop " + name);
        Submission first = operations.submit(ann, web.key(), ServerActionRequest.of(ServerAction.STOP), request);
        assertThat(first.newlyAccepted()).isTrue();

        Submission again = operations.submit(ann, web.key(), ServerActionRequest.of(ServerAction.STOP), request);

        assertThat(again).isEqualTo(new Submission(first.operation(), false));
        run(first.operation());
        nova.put(ServerBuilder.like(web).status(ServerStatus.SHUTOFF));
        nova.finish(name, true, null);
        run(first.operation());
        assertThat(operations
                        .submit(ann, web.key(), ServerActionRequest.of(ServerAction.STOP), request)
                        .operation())
                .isEqualTo(find(first.operation()))
                .extracting(Operation::state)
                .isEqualTo(State.SUCCEEDED);
        assertThat(operations.findAccepted(ann, request)).contains(find(first.operation()));
        assertThatThrownBy(() -> operations.submit(
                        ann,
                        web.key(),
                        ServerActionRequest.of(ServerAction.START),
                        new IdempotentRequest("key-" + name, "start " + name)))
                .isInstanceOf(IdempotencyKeyReusedException.class);
        assertThat(operations.findAccepted(caller("bob"), request))
                .as("keys are separate for each user")
                .isEmpty();
        assertThat(sent("stop")).isEqualTo(1);
    }

    @Test
    void aRefusedRequestCanBeRepeatedWithTheSameKey() {
        IdempotentRequest request = new IdempotentRequest("key-" + name, "start " + name);
        assertThat(refusal(
                        () -> operations.submit(ann, web.key(), ServerActionRequest.of(ServerAction.START), request)))
                .isInstanceOf(ActionAvailability.WrongState.class);
        nova.put(ServerBuilder.named(name).status(ServerStatus.SHUTOFF));
        inventory.refresh(web.key());

        assertThat(operations
                        .submit(ann, web.key(), ServerActionRequest.of(ServerAction.START), request)
                        .newlyAccepted())
                .isTrue();
    }

    @Test
    void concurrentRequestsWithTheSameKeyReturnOneOperation() throws Exception {
        for (int round = 0; round < 10; round++) {
            Server server = nova.put(ServerBuilder.named(name + "-" + round));
            inventory.refresh(server.key());
            IdempotentRequest request = new IdempotentRequest("key-" + server.id(), "stop");
            CyclicBarrier together = new CyclicBarrier(2);
            Callable<Submission> ask = () -> {
                together.await();
                return operations.submit(ann, server.key(), ServerActionRequest.of(ServerAction.STOP), request);
            };
            try (ExecutorService people = Executors.newFixedThreadPool(2)) {
                List<Future<Submission>> answers = people.invokeAll(List.of(ask, ask));
                Submission submission = answers.get(0).get();
                Submission other = answers.get(1).get();

                assertThat(submission.operation().id())
                        .isEqualTo(other.operation().id());
                assertThat(submission.newlyAccepted()).isNotEqualTo(other.newlyAccepted());
                assertThat(tasks(submission.operation())).isEqualTo(1);
            }
        }
    }

    @Test
    void aRepeatedBulkRequestSubmitsOnlyRefusedParts() {
        IdempotentRequest whole = new IdempotentRequest("key-" + name, "start two");
        Server other = nova.put(ServerBuilder.named(name + "-2").status(ServerStatus.SHUTOFF));
        inventory.refresh(other.key());
        ServerActionRequest start = ServerActionRequest.of(ServerAction.START);
        operations.reserveKey(ann, whole);
        assertThat(refusal(() -> operations.submit(ann, web.key(), start, whole.withPart(1))))
                .isInstanceOf(ActionAvailability.WrongState.class);
        Submission accepted = operations.submit(ann, other.key(), start, whole.withPart(2));

        operations.reserveKey(ann, whole);
        nova.put(ServerBuilder.named(name).status(ServerStatus.SHUTOFF));
        inventory.refresh(web.key());

        assertThat(operations.findAccepted(ann, whole.withPart(1))).isEmpty();
        assertThat(operations.findAccepted(ann, whole.withPart(2))).contains(accepted.operation());
        assertThat(operations.submit(ann, other.key(), start, whole.withPart(2)))
                .isEqualTo(new Submission(accepted.operation(), false));
        assertThat(operations.submit(ann, web.key(), start, whole.withPart(1)).newlyAccepted())
                .isTrue();
        assertThatThrownBy(() -> operations.reserveKey(ann, new IdempotentRequest("key-" + name, "start three")))
                .isInstanceOf(IdempotencyKeyReusedException.class);
        assertThatThrownBy(
                        () -> operations.submit(ann, web.key(), start, new IdempotentRequest("key-" + name, "start")))
                .isInstanceOf(IdempotencyKeyReusedException.class);
    }

    @Test
    void onlyAUsersNewestKeysWithoutEffectAreRetained() {
        IdempotentRequest effective = new IdempotentRequest("key-" + name, "stop one");
        operations.reserveKey(ann, effective);
        Submission accepted =
                operations.submit(ann, web.key(), ServerActionRequest.of(ServerAction.STOP), effective.withPart(1));
        for (int number = 0; number < IdempotentRequestRepository.MAX_WITHOUT_EFFECT + 10; number++) {
            clock.advance(Duration.ofMillis(1));
            operations.reserveKey(ann, new IdempotentRequest("key-" + number + "-" + name, "stop none"));
        }

        assertThat(database.sql("select count(*) from idempotent_request where user_id = ?")
                        .param(ann.userId().toString())
                        .query(Long.class)
                        .single())
                .isLessThanOrEqualTo(IdempotentRequestRepository.MAX_WITHOUT_EFFECT + 1L);
        assertThat(operations.findAccepted(ann, effective.withPart(1))).contains(accepted.operation());
        String newest = "key-" + (IdempotentRequestRepository.MAX_WITHOUT_EFFECT + 9) + "-" + name;
        assertThatThrownBy(() -> operations.reserveKey(ann, new IdempotentRequest(newest, "stop another")))
                .isInstanceOf(IdempotencyKeyReusedException.class);
    }

    @Test
    void aKeyAndItsPartsExpireAfterADay() {
        IdempotentRequest whole = new IdempotentRequest("key-" + name, "start one");
        Instant longAgo =
                clock.instant().minus(IdempotentRequestRepository.RETENTION).minusSeconds(1);
        operations.reserveKey(ann, whole);
        Submission accepted =
                operations.submit(ann, web.key(), ServerActionRequest.of(ServerAction.STOP), whole.withPart(1));
        database.sql("update idempotent_request set accepted_at = ? where request_key = ?")
                .params(LocalDateTime.ofInstant(longAgo, ZoneOffset.UTC), whole.key())
                .update();

        assertThat(operations.findAccepted(ann, whole.withPart(1))).isEmpty();
        operations.reserveKey(ann, new IdempotentRequest(whole.key(), "something else"));

        assertThat(operations.findAccepted(ann, new IdempotentRequest(whole.key(), "something else").withPart(1)))
                .isEmpty();
        assertThat(find(accepted.operation())).isEqualTo(accepted.operation());
    }

    @Test
    void submitRefusesUngrantedInvisibleLockedOrWrongStateServers() {
        Caller viewer = member("vic", Role.VIEWER);
        assertThat(refusal(() -> operations.submit(viewer, web.key(), ServerAction.STOP)))
                .isInstanceOf(ActionAvailability.NotGranted.class);
        assertThat(refusal(() -> operations.submit(caller("zoe"), web.key(), ServerAction.STOP)))
                .isEqualTo(new ActionAvailability.Invisible());
        assertThat(refusal(() -> operations.submit(ann, ServerBuilder.key("none"), ServerAction.STOP)))
                .isEqualTo(new ActionAvailability.Invisible());
        assertThat(refusal(() -> operations.submit(ann, web.key(), ServerAction.START)))
                .isEqualTo(new ActionAvailability.WrongState(ServerStatus.ACTIVE, null));
        nova.put(ServerBuilder.like(web).locked());
        inventory.refresh(web.key());
        UserId boss = access.administrator();
        Caller administrator = new Caller(boss, new UserName("boss"), "127.0.0.1", Caller.Channel.UI);
        assertThat(refusal(() -> operations.submit(administrator, web.key(), ServerAction.DELETE)))
                .isEqualTo(new ActionAvailability.Locked(null));
        assertThat(sent("stop") + sent("start") + sent("delete")).isZero();
        assertThat(audited()).hasSize(4).allMatch(line -> line.endsWith("REFUSED UI"));
    }

    @Test
    void aLockedServerAllowsOnlyUnlocking() throws InterruptedException {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.ADMINISTRATOR, null);
        assertThat(refusal(() -> operations.submit(ann, web.key(), ServerAction.UNLOCK)))
                .isEqualTo(new ActionAvailability.NotLocked());
        nova.put(ServerBuilder.like(web).locked());
        inventory.refresh(web.key());
        for (ServerAction action : ServerAction.values()) {
            if (action != ServerAction.UNLOCK && action.required().isEmpty()) {
                assertThat(refusal(() -> operations.submit(ann, web.key(), action)))
                        .as("%s", action)
                        .isEqualTo(new ActionAvailability.Locked(null));
            }
        }

        Operation accepted = operations.submit(ann, web.key(), ServerAction.UNLOCK);
        run(accepted);

        assertThat(sent("unlock")).isEqualTo(1);
    }

    @Test
    void unlockingFailsWhenTheServerWasUnlockedBeforeSending() throws InterruptedException {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        nova.put(ServerBuilder.like(web).locked());
        inventory.refresh(web.key());
        Operation accepted = operations.submit(ann, web.key(), ServerAction.UNLOCK);
        nova.put(ServerBuilder.like(web));

        run(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("not-locked", null));
        assertThat(sent("unlock")).isZero();
    }

    @Test
    void lockingSucceedsWithoutInstanceActionWhenTheServerIsAlreadyLocked() throws InterruptedException {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        Operation accepted = operations.submit(ann, web.key(), ServerAction.LOCK);
        run(accepted);
        nova.deleteActions(name);
        run(accepted);
        assertThat(find(accepted).state()).isEqualTo(State.RUNNING);

        nova.put(ServerBuilder.like(web).locked());
        run(accepted);

        assertThat(find(accepted).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void anActionAcrossServicesDoesNotEndBetweenThem() throws InterruptedException {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        ServerBuilder shelved = ServerBuilder.like(web).status(ServerStatus.SHELVED_OFFLOADED);
        nova.put(shelved);
        inventory.refresh(web.key());
        Operation accepted = operations.submit(ann, web.key(), ServerAction.UNSHELVE);
        run(accepted);
        nova.put(shelved.task(TaskState.UNSHELVING));
        nova.finish(name, true, null);
        run(accepted);
        assertThat(find(accepted).state()).isEqualTo(State.RUNNING);

        nova.put(ServerBuilder.like(web));
        run(accepted);

        assertThat(find(accepted).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aFailureEndsAnActionAcrossServicesDespiteARemainingTask() throws InterruptedException {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        ServerBuilder shelved = ServerBuilder.like(web).status(ServerStatus.SHELVED_OFFLOADED);
        nova.put(shelved);
        inventory.refresh(web.key());
        Operation accepted = operations.submit(ann, web.key(), ServerAction.UNSHELVE);
        run(accepted);
        nova.put(shelved.status(ServerStatus.ERROR).task(TaskState.UNSHELVING));
        nova.finish(name, false, null);

        run(accepted);

        assertThat(find(accepted).state()).isEqualTo(State.FAILED);
    }

    @Test
    void aLiveMigrationSucceedsWithTheDestinationsLastEvent() throws InterruptedException {
        Operation accepted = operations.submit(administrator(), web.key(), ServerAction.LIVE_MIGRATE);
        run(accepted);
        nova.finish(name, "compute_post_live_migration_at_destination");

        run(accepted);

        assertThat(find(accepted).state()).isEqualTo(State.SUCCEEDED);
    }

    /** Nova records no failure in this case, neither in an event nor as a fault. */
    @Test
    void aLiveMigrationAbortedByTheSourceFails() throws InterruptedException {
        Operation accepted = operations.submit(administrator(), web.key(), ServerAction.LIVE_MIGRATE);
        run(accepted);
        nova.finish(name, "compute_pre_live_migration");

        run(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("broken-off", null));
    }

    @Test
    void aLateNoValidHostErrorHasTheSameCodeAsAnImmediateOne() throws InterruptedException {
        Operation accepted = operations.submit(administrator(), web.key(), ServerAction.LIVE_MIGRATE);
        run(accepted);
        nova.finish(name, false, "No valid host was found. There are not enough hosts available.");

        run(accepted);

        assertThat(find(accepted).failure())
                .isEqualTo(new Failure("no-host", "No valid host was found. There are not enough hosts available."));
    }

    @Test
    void anActionThatMovesADiskHasALongerTimeout() throws InterruptedException {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        Operation accepted = operations.submit(ann, web.key(), ServerAction.SHELVE);
        run(accepted);
        nova.put(ServerBuilder.like(web).task(TaskState.SHELVING_IMAGE_UPLOADING));

        clock.advance(Duration.ofMinutes(61));
        run(accepted);
        assertThat(find(accepted).state()).isEqualTo(State.RUNNING);
        clock.advance(Duration.ofMinutes(60));
        run(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("timeout", "ACTIVE / SHELVING_IMAGE_UPLOADING"));
    }

    @Test
    void anActionIsNotSentWhenTheServerWasLockedAfterAcceptance() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.DELETE);
        nova.put(ServerBuilder.like(web).locked());

        run(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("locked", null));
        assertThat(sent("delete")).isZero();
    }

    @Test
    void anOperationIsCancelledWhenItsGrantIsRevokedBeforeSending() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        access.revokeAll(ann.userId());

        run(accepted);

        Operation cancelled = store.find(accepted.id()).orElseThrow().operation();
        assertThat(cancelled.state()).isEqualTo(State.CANCELLED);
        assertThat(cancelled.failure()).isEqualTo(new Failure("revoked", null));
        assertThat(sent("stop")).isZero();
        assertThat(operations.findActive(web.key())).isEmpty();
    }

    @Test
    void anOperationIsCancelledWhenItsGrantIsRevokedDuringTheRequestsBeforeSending() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.duringRead(() -> access.revokeAll(ann.userId()));

        run(accepted);

        assertThat(find(accepted).failure()).isEqualTo(OperationFailures.REVOKED);
        assertThat(sent("stop")).isZero();
    }

    @Test
    void anActionRefusedByTheCloudFailsWithTheCloudsMessage() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.failActions(
                () -> new CloudException(
                        Category.CONFLICT,
                        "Cannot 'stop' while it is in task_state deleting",
                        409,
                        "req-c",
                        null,
                        null),
                false);

        run(accepted);

        Operation failed = find(accepted);
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.failure())
                .isEqualTo(new Failure("conflict", "Cannot 'stop' while it is in task_state deleting"));
        assertThat(failed.requestId()).isEqualTo("req-c");
        assertThat(audited()).first().isEqualTo("server.stop FAILED SYSTEM");
    }

    @Test
    void anActionWithoutEffectIsRetriedAfterTheDelayThatTheCloudRequests() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.failActions(
                () -> new CloudException(Category.THROTTLED, "Too many", 429, null, Duration.ofSeconds(7), null),
                false);

        Instant next = runOnce(accepted).orElseThrow();

        assertThat(find(accepted).state()).isEqualTo(State.WAITING);
        assertThat(next).isEqualTo(clock.instant().plusSeconds(7));
        nova.recover();
        run(accepted);
        nova.finish(name, true, null);
        run(accepted);
        assertThat(find(accepted).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void theRetryDelayIsLimitedToTheOperationsExpiry() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.failActions(
                () -> new CloudException(Category.THROTTLED, "Too many", 429, null, Duration.ofHours(3), null), false);

        Instant next = runOnce(accepted).orElseThrow();

        assertThat(next)
                .isBetween(
                        accepted.acceptedAt().plus(Duration.ofMinutes(15)),
                        accepted.acceptedAt().plus(Duration.ofMinutes(16)));
        clock.advance(Duration.between(clock.instant(), next));
        run(accepted);
        assertThat(find(accepted).failure()).isEqualTo(new Failure("too-late", null));
    }

    @Test
    void aZeroRetryDelayWhileTrackingDoesNotRetryAtOnce() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        run(accepted);
        nova.fail(() -> new CloudException(Category.THROTTLED, "Too many", 429, null, Duration.ZERO, null));

        Instant next = runner.run(accepted.id(), () -> true).orElseThrow();

        assertThat(next).isAfterOrEqualTo(clock.instant().plusSeconds(3));
    }

    @Test
    void aSlowCloudHoldsNoThreadAndPendingOperationsAreCheckedAgain() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(PER_CLOUD);
        nova.duringAct(() -> {
            taken.countDown();
            hold(slow);
        });
        try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < PER_CLOUD; i++) {
                Server other = nova.put(ServerBuilder.named(name + "-" + i));
                inventory.refresh(other.key());
                Operation first = operations.submit(ann, other.key(), ServerAction.STOP);
                var _ = others.submit(() -> runner.run(first.id(), () -> true));
            }
            assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();
            Operation waiting = operations.submit(ann, web.key(), ServerAction.STOP);

            Optional<Instant> next =
                    others.submit(() -> runner.run(waiting.id(), () -> false)).get(10, TimeUnit.SECONDS);

            assertThat(next).isPresent();
            assertThat(find(waiting).state()).isEqualTo(State.WAITING);
            nova.put(ServerBuilder.like(web).locked());
            nova.duringAct(() -> {});
            slow.countDown();
            others.shutdown();
            assertThat(others.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            run(waiting);
            assertThat(find(waiting).failure()).isEqualTo(new Failure("locked", null));
            assertThat(sent("stop")).isZero();
        } finally {
            slow.countDown();
            nova.duringAct(() -> {});
        }
    }

    @Test
    void operationOfAnotherUserIsSentBeforeTheRestOfOneUsersOperations() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(PER_CLOUD);
        nova.duringAct(() -> {
            taken.countDown();
            hold(slow);
        });
        Caller ben = member("ben", Role.OPERATOR);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < PER_CLOUD; i++) {
                Operation first = stop(ann, name + "-" + i);
                var _ = threads.submit(() -> runner.run(first.id(), () -> true));
            }
            assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();
            Operation ofBen = operations.submit(ben, web.key(), ServerAction.STOP);
            Future<Optional<Instant>> turn = threads.submit(() -> runner.run(ofBen.id(), () -> true));
            List<Operation> rest = IntStream.range(0, 12)
                    .mapToObj(i -> stop(ann, name + "-more-" + i))
                    .toList();
            for (var more : threads.invokeAll(rest.stream()
                    .map(operation -> (Callable<Optional<Instant>>) () -> runner.run(operation.id(), () -> true))
                    .toList())) {
                assertThat(more.get()).isPresent();
            }
            assertThat(rest).allSatisfy(more -> assertThat(find(more).state()).isEqualTo(State.WAITING));
            assertThat(turn).isNotDone();
            slow.countDown();

            assertThat(turn.get(10, TimeUnit.SECONDS)).isPresent();
            assertThat(find(ofBen).state()).isNotEqualTo(State.WAITING);
        } finally {
            slow.countDown();
            nova.duringAct(() -> {});
        }
    }

    private Operation stop(Caller caller, String server) {
        Server other = nova.put(ServerBuilder.named(server));
        inventory.refresh(other.key());
        return operations.submit(caller, other.key(), ServerAction.STOP);
    }

    @Test
    void waitingOperationsOfOneUserAreLimited() {
        int limit = 500;
        try {
            for (int i = 0; i < limit; i++) {
                stop(ann, name + "-" + i);
            }

            assertThat(refusal(() -> operations.submit(ann, web.key(), ServerAction.STOP)))
                    .isEqualTo(new ActionAvailability.TooManyWaiting(limit));
            assertThat(operations.findActive(web.key())).isEmpty();
            assertThat(audited()).containsExactly("server.stop REFUSED UI");
            Caller ben = member("ben", Role.OPERATOR);
            assertThat(operations.submit(ben, web.key(), ServerAction.STOP).state())
                    .isEqualTo(State.WAITING);
        } finally {
            deleteOperations(ann);
        }
    }

    private void deleteOperations(Caller caller) {
        database.sql("delete from operation where user_id = ?")
                .param(caller.userId().toString())
                .update();
        recovery.synchronize();
    }

    private static void hold(CountDownLatch until) {
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void sendingEndsAfterTheMaximumNumberOfAttempts() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.failActions(
                () -> new CloudException(
                        Category.UNAVAILABLE, "Service unavailable", 503, null, Duration.ofSeconds(1), null),
                false);

        for (int i = 0; i < 20 && !find(accepted).state().isFinal(); i++) {
            run(accepted);
        }

        assertThat(find(accepted).failure()).isEqualTo(new Failure("unavailable", "Service unavailable"));
        assertThat(sent("stop")).isEqualTo(5);
    }

    @Test
    void a503WithoutRetryAfterIsTrackedAndNotSentAgain() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        // As a proxy responds for a Nova that has started the action.
        nova.failActions(
                () -> new CloudException(Category.UNAVAILABLE, "Service unavailable", 503, null, null, null), false);
        run(accepted);
        nova.addAction(name, "stop", FakeCompute.USER);
        nova.finish(name, true, null);

        run(accepted);

        assertThat(find(accepted).state()).isEqualTo(State.SUCCEEDED);
        assertThat(sent("stop")).isEqualTo(1);
    }

    @Test
    void anOperationThatCannotBeTrackedEndsAtItsTimeout() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        run(accepted);
        nova.fail(() -> new IllegalStateException("unforeseen"));
        assertThatThrownBy(() -> run(accepted)).hasMessage("unforeseen");

        clock.advance(Duration.ofMinutes(11));
        run(accepted);

        assertThat(find(accepted).state()).isEqualTo(State.FAILED);
        assertThat(find(accepted).failure()).extracting(Failure::code).isEqualTo("timeout");
    }

    @Test
    void aDatabaseFailureNeverEndsAnOperation() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        run(accepted);
        clock.advance(Duration.ofMinutes(11));
        nova.fail(() -> new DataAccessResourceFailureException("away"));

        assertThatThrownBy(() -> run(accepted)).isInstanceOf(DataAccessResourceFailureException.class);

        assertThat(find(accepted).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void anActionWithALostResponseIsTrackedAndNotSentAgain() throws InterruptedException {
        nova.addAction(name, "stop", FakeCompute.USER);
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.failActions(() -> new CloudException(Category.TIMEOUT, "no answer in 30 s"), false);
        run(accepted);
        nova.addAction(name, "stop", "somebody-else");
        nova.addAction(name, "reboot", FakeCompute.USER);
        // Nova performs the action after all, and a client outside Stackdeck performs it again.
        String ours = nova.addAction(name, "stop", FakeCompute.USER);
        nova.addAction(name, "stop", FakeCompute.USER);

        run(accepted);

        Operation running = find(accepted);
        assertThat(running.state()).isEqualTo(State.RUNNING);
        assertThat(running.requestId()).isEqualTo(ours);
        assertThat(sent("stop")).isEqualTo(1);
    }

    @Test
    void anActionNotFoundWithinThirtySecondsFailsAsNotReached() throws InterruptedException {
        nova.addAction(name, "stop", FakeCompute.USER);
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.failActions(() -> new CloudException(Category.FAILED, "Bad gateway", 502, null, null, null), false);
        run(accepted);
        assertThat(find(accepted).state()).isEqualTo(State.RUNNING);

        clock.advance(Duration.ofSeconds(31));
        run(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("not-reached", null));
        assertThat(sent("stop")).isEqualTo(1);
    }

    @Test
    void aCrashBetweenDispatchAndResponseSendsNothingTwice() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        // State after a crash: the row is RUNNING, Nova has the request, and the response is lost.
        nova.failActions(() -> new Killed("in the middle of the request"), true);
        assertThatThrownBy(() -> runner.run(accepted.id(), () -> true)).isInstanceOf(Killed.class);
        Operation found = find(accepted);
        assertThat(found.state()).isEqualTo(State.RUNNING);
        assertThat(found.requestId()).isNull();

        nova.recover();
        recovery.start();
        run(accepted);
        nova.finish(name, true, null);
        run(accepted);

        assertThat(find(accepted).state()).isEqualTo(State.SUCCEEDED);
        assertThat(sent("stop")).isEqualTo(1);
    }

    @Test
    void aCrashBetweenAcceptanceAndDispatchSendsTheActionOnce() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        database.sql("delete from scheduled_tasks where task_instance = ?")
                .param(accepted.id().toString())
                .update();

        recovery.start();

        assertThat(tasks(accepted)).isEqualTo(1);
        run(accepted);
        assertThat(sent("stop")).isEqualTo(1);
    }

    @Test
    void anOperationEndedByAnotherInstanceIsNoLongerBusy() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        BlockingQueue<State> told = new LinkedBlockingQueue<>();
        try (var _ = operations.subscribe(operation -> {
            if (operation.id().equals(accepted.id())) {
                told.add(operation.state());
            }
        })) {
            // On the connection of another instance, without notification of this one.
            store.finish(accepted.id(), State.SUCCEEDED, clock.instant(), null);

            recovery.synchronize();

            assertThat(operations.findActive(web.key())).isEmpty();
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(State.SUCCEEDED);
        }
        assertThat(operations.submit(ann, web.key(), ServerAction.REBOOT).state())
                .isEqualTo(State.WAITING);
    }

    @Test
    void anOperationAcceptedByAnotherInstanceIsBusy() {
        Operation foreign = new Operation(
                new OperationId(UUID.randomUUID()),
                web.key(),
                name,
                ServerBuilder.STAFF.id(),
                ServerActionRequest.of(ServerAction.STOP),
                ann.userId(),
                ann.userName(),
                State.WAITING,
                clock.instant(),
                null,
                null,
                null,
                null,
                false);
        store.insert(foreign, foreign.actionRequest(), "127.0.0.1");

        recovery.synchronize();

        assertThat(operations.findActive(web.key())).contains(foreign);
        assertThat(tasks(foreign)).isZero();

        clock.advance(Duration.ofMinutes(2));
        recovery.synchronize();
        assertThat(tasks(foreign))
                .as("its instance is expected to have crashed")
                .isEqualTo(1);
    }

    @Test
    void operationsOfACrashedInstanceAreResumed() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        run(accepted);
        nova.finish(name, true, null);
        database.sql("delete from scheduled_tasks where task_instance <> ?")
                .param(accepted.id().toString())
                .update();
        LocalDateTime longAgo = LocalDateTime.now(ZoneOffset.UTC).minusMinutes(5);
        database.sql("update scheduled_tasks set picked = true, picked_by = 'killed', last_heartbeat = ?")
                .param(longAgo)
                .update();
        Scheduler other = Scheduler.create(pool, task)
                .schedulerName(new SchedulerName.Fixed("other"))
                .heartbeatInterval(Duration.ofMillis(500))
                .pollingInterval(Duration.ofMillis(200))
                .alwaysPersistTimestampInUTC()
                .build();
        other.start();
        try {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(find(accepted).state()).isEqualTo(State.SUCCEEDED));
        } finally {
            other.stop();
        }
        assertThat(sent("stop")).isEqualTo(1);
    }

    @Test
    void anOperationThatCannotBeSentInTimeIsCancelled() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.DELETE);
        nova.fail(() -> new CloudException(Category.UNREACHABLE, "Connection refused"));
        run(accepted);
        assertThat(find(accepted).state()).isEqualTo(State.WAITING);
        nova.recover();

        clock.advance(Duration.ofMinutes(16));
        run(accepted);

        assertThat(find(accepted).state()).isEqualTo(State.CANCELLED);
        assertThat(find(accepted).failure()).isEqualTo(new Failure("too-late", null));
        assertThat(sent("delete")).isZero();
    }

    @Test
    void anUnfinishedActionTimesOutWithTheLastStatus() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.REBOOT);
        run(accepted);
        nova.put(ServerBuilder.like(web).status(ServerStatus.REBOOT).task(TaskState.REBOOTING));

        clock.advance(Duration.ofMinutes(11));
        run(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("timeout", "REBOOT / REBOOTING"));
    }

    @Test
    void anUnavailableCloudOnlyDelaysTracking() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        run(accepted);
        nova.fail(() -> new CloudException(Category.UNREACHABLE, "Connection refused"));
        run(accepted);
        assertThat(find(accepted).state()).isEqualTo(State.RUNNING);
        nova.recover();
        nova.finish(name, true, null);

        run(accepted);

        assertThat(find(accepted).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void recentOperationsIncludeOwnAndGrantedServersOnly() {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        Caller viewer = member("vic", Role.VIEWER);
        Caller stranger = caller("zoe");
        access.grant(stranger.userId(), ServerBuilder.RESEARCH, Role.OPERATOR, null);
        access.revokeAll(ann.userId());

        assertThat(operations.find(viewer, accepted.id())).isPresent();
        assertThat(operations.listRecent(viewer, 500)).contains(accepted);
        assertThat(operations.find(stranger, accepted.id())).isEmpty();
        assertThat(operations.listRecent(stranger, 500)).doesNotContain(accepted);
        assertThat(operations.find(ann, accepted.id())).isPresent();
        assertThat(operations.listRecent(ann, 1)).containsExactly(accepted);
    }

    @Test
    void recentOperationsOfTheSameTimeHaveAStableOrder() {
        clock.advance(Duration.ofSeconds(1));
        List<Operation> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Server other = nova.put(ServerBuilder.named(name + "-" + i));
            inventory.refresh(other.key());
            all.add(operations.submit(ann, other.key(), ServerAction.STOP));
        }
        List<Operation> first = operations.listRecent(ann, 5);

        assertThat(first).containsExactlyInAnyOrderElementsOf(all);
        assertThat(operations.listRecent(ann, 3)).isEqualTo(first.subList(0, 3));
        assertThat(queries.findBefore(first.get(1), ann.userId(), OperationFilter.ALL, 2))
                .extracting(OperationExecutionData::operation)
                .containsExactly(first.get(2), first.get(3));
    }

    @Test
    void recentOperationsAreFilteredBeforeTheLimitApplies() throws InterruptedException {
        Caller bob = member("bob", Role.OPERATOR);
        Operation stopped = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.failActions(() -> new CloudException(Category.CONFLICT, "no"), false);
        step(stopped);
        nova.recover();
        List<Operation> others = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Server other = nova.put(ServerBuilder.named(name + "-" + i));
            inventory.refresh(other.key());
            others.add(operations.submit(bob, other.key(), ServerAction.REBOOT));
        }
        Operation failed = find(stopped);

        assertThat(operations.listRecent(ann, new OperationFilter(true, Set.of(State.values()), null, null), 1))
                .containsExactly(failed);
        assertThat(operations.listRecent(
                        ann, new OperationFilter(false, Set.of(State.FAILED), ServerAction.STOP, name), 1))
                .containsExactly(failed);
        assertThat(operations.listRecent(
                        ann,
                        new OperationFilter(
                                false,
                                Set.of(State.WAITING, State.RUNNING),
                                ServerAction.REBOOT,
                                others.get(2).server().id().value()),
                        1))
                .containsExactly(others.get(2));
        assertThat(operations.listRecent(
                        caller("zoe"), new OperationFilter(false, Set.of(State.FAILED), null, name), 500))
                .as("a filter returns no invisible operations")
                .isEmpty();
    }

    @Test
    void furtherPagesOfRecentOperationsKeepTheFilter() {
        Caller stranger = caller("zoe");
        access.grant(stranger.userId(), ServerBuilder.RESEARCH, Role.OPERATOR, null);
        Server theirs = nova.put(ServerBuilder.named(name + "-theirs").project(ServerBuilder.RESEARCH));
        inventory.refresh(theirs.key());
        Operation first = operations.submit(stranger, theirs.key(), ServerAction.REBOOT);
        database.sql("update operation set accepted_at = ? where id = ?")
                .params(
                        LocalDateTime.ofInstant(clock.instant().minusSeconds(1), ZoneOffset.UTC),
                        first.id().toString())
                .update();
        for (int i = 0; i < 3; i++) {
            Server other = nova.put(ServerBuilder.named(name + "-" + i));
            inventory.refresh(other.key());
            operations.submit(ann, other.key(), ServerAction.REBOOT);
        }

        assertThat(operations.listRecent(
                        stranger, new OperationFilter(false, Set.of(State.WAITING), ServerAction.REBOOT, null), 1))
                .extracting(Operation::id)
                .containsExactly(first.id());
    }

    /** Simulates a crash: the code cannot handle it as a failure of the cloud. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Killed(String when) {
            super(when);
        }
    }

    private void run(Operation operation) throws InterruptedException {
        runOnce(operation);
    }

    /** Runs until no step is due immediately. */
    private Optional<Instant> runOnce(Operation operation) throws InterruptedException {
        return runner.run(
                operation.id(),
                () -> store.find(operation.id())
                        .map(stored -> stored.operation().state() != State.RUNNING
                                || stored.operation().requestId() != null
                                || stored.unansweredAt() != null)
                        .orElse(true));
    }

    private Reason unsuitable(ServerAction action, ActionParameter parameter, String value) {
        try {
            operations.submit(ann, web.key(), ServerActionRequest.of(action).with(parameter, value));
        } catch (InvalidActionParameterException e) {
            assertThat(e.parameter()).isEqualTo(parameter);
            return e.reason();
        }
        throw new AssertionError("was accepted");
    }

    private long sent(String word) {
        return nova.calls("act:" + word + ":" + name);
    }

    private Instant scheduled(Operation operation) {
        return scheduler.getScheduledExecutionsForTask(OperationSchedulerConfiguration.TASK, Void.class).stream()
                .filter(task ->
                        task.getTaskInstance().getId().equals(operation.id().toString()))
                .findFirst()
                .orElseThrow()
                .getExecutionTime();
    }

    private long tasks(Operation operation) {
        return scheduler.getScheduledExecutionsForTask(OperationSchedulerConfiguration.TASK, Void.class).stream()
                .filter(task ->
                        task.getTaskInstance().getId().equals(operation.id().toString()))
                .count();
    }

    private List<String> audited() {
        return trail(web).map(OperationServiceTests::line).toList();
    }

    private static String line(AuditEntry entry) {
        return entry.action() + " " + entry.result() + " " + entry.channel();
    }

    private Caller administrator() {
        return new Caller(access.administrator(), new UserName("boss"), "127.0.0.1", Caller.Channel.UI);
    }
}
