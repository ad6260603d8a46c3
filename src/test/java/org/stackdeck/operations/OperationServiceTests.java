package org.stackdeck.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.action.InvalidActionParameterException.Reason;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.operations.Operation.State;
import org.stackdeck.operations.scheduling.OperationSchedulerConfiguration;
import org.stackdeck.operations.state.OperationFailureFactory;

/** Tests submission, refusal and cancellation of actions. */
class OperationServiceTests extends ServerActionTestBase {

    @Autowired
    ServerActionChoiceService choices;

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
                ann, web.key(), ActionRequest.of(ServerAction.RESIZE).with(ActionParameter.FLAVOR, "m1.medium"));

        ActionRequest resolved = ActionRequest.of(ServerAction.RESIZE)
                .with(ActionParameter.FLAVOR, new ActionArgument("3", "m1.medium"));
        assertThat(accepted.actionRequest()).isEqualTo(resolved);
        assertThat(operations.find(ann, accepted.id()).orElseThrow().actionRequest())
                .isEqualTo(resolved);
        step(accepted);
        assertThat(nova.performedActions()).contains(resolved);
        assertThat(details()).anyMatch(detail -> detail.contains("\"with\":{\"flavor\":\"3 (m1.medium)\"}"));
    }

    @Test
    void neitherAResourceNorItsAbsenceIsReportedIfThePermissionEndsWhileTheCloudResponds() {
        for (String flavor : List.of("m1.medium", "none")) {
            access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
            clouds.resources().clear();
            clouds.resources().add(new AvailableFlavor("3", "m1.medium", 2, 4096, 40));
            clouds.resources().duringRead(() -> access.revokeAll(ann.userId()));

            assertThatThrownBy(() -> operations.submit(
                            ann,
                            web.key(),
                            ActionRequest.of(ServerAction.RESIZE).with(ActionParameter.FLAVOR, flavor)))
                    .isInstanceOfSatisfying(
                            ActionRefusedException.class,
                            refused ->
                                    assertThat(refused.availability()).isEqualTo(new ActionAvailability.Invisible()));
        }
        clouds.resources().clear();
        assertThat(operations.findActive(web.key())).isEmpty();
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
                ann, web.key(), ActionRequest.of(ServerAction.RESCUE).with(ActionParameter.IMAGE, "copy"));

        access.revokeAll(ann.userId());
        access.grant(ann.userId(), onlyFor(web, Role.unnamed(Set.of(Permission.SERVER_RESCUE))));
        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.CANCELLED);
        assertThat(find(accepted).failure()).isEqualTo(OperationFailureFactory.REVOKED);
        assertThat(sent("rescue")).isZero();
    }

    @Test
    void aFloatingIpIsTakenOnlyFromAServerForWhichTheUserHasThePermission() {
        Server source = nova.put(ServerBuilder.named("source-" + name));
        Server invisible = nova.put(ServerBuilder.named("invisible-" + name).project(ServerBuilder.RESEARCH));
        inventory.refresh(source.key());
        inventory.refresh(invisible.key());
        ActionRequest associate = ActionRequest.of(ServerAction.ASSOCIATE_FLOATING_IP)
                .with(ActionParameter.FLOATING_IP, new ActionArgument("f-1", "203.0.113.7"));
        Caller eve = member("eve", Role.VIEWER);
        access.grant(
                eve.userId(),
                ServerBuilder.STAFF,
                new ResourceSelector.ByIds(Set.of(web.id())),
                Role.unnamed(Set.of(Permission.SERVER_NETWORK)));

        for (String hidden : List.of(invisible.id().value(), "no-such-server")) {
            assertThat(refusal(() ->
                            operations.submit(eve, web.key(), associate.with(ActionParameter.FROM_SERVER, hidden))))
                    .isEqualTo(new ActionAvailability.SourceUnavailable(new ServerId(hidden)));
            assertThat(trail(web)
                            .filter(entry -> AuditDetail.of("cloud", "lab")
                                    .with("reason", "source-unavailable")
                                    .with("server", hidden)
                                    .equals(entry.detail())))
                    .extracting(AuditEntry::action, AuditEntry::result)
                    .containsExactly(tuple("server.associate-floating-ip", AuditEntry.Result.REFUSED));
        }
        ActionRequest move =
                associate.with(ActionParameter.FROM_SERVER, source.id().value());
        ActionAvailability unavailable = new ActionAvailability.SourceUnavailable(source.id());
        assertThat(refusal(() -> operations.submit(eve, web.key(), move))).isEqualTo(unavailable);
        access.grant(eve.userId(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.SERVER_NETWORK)), null);
        nova.put(ServerBuilder.like(source).lockedBecause("audit of the books"));
        inventory.refresh(source.key());
        assertThat(refusal(() -> operations.submit(eve, web.key(), move))).isEqualTo(unavailable);
        nova.put(ServerBuilder.like(source));
        inventory.refresh(source.key());
        assertThat(operations.submit(eve, web.key(), move).state()).isEqualTo(State.WAITING);
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
                .allSatisfy(entry -> assertThat(entry.detail())
                        .isEqualTo(AuditDetail.of("cloud", "lab").with("reason", "not-visible")));
    }

    @Test
    void aRerunResolvesResourcesAgainBecauseTheirOwnerMayHaveChanged() {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        clouds.resources().clear();
        clouds.resources().add(new Volume("v1", "data", "in-use", 1, false, List.of(web.id())));
        Operation first = operations.submit(
                ann,
                web.key(),
                ActionRequest.of(ServerAction.DETACH_VOLUME).with(ActionParameter.VOLUME, "data"),
                Duration.ofMinutes(1));
        operations.cancel(ann, first.id());
        ActionRequest again =
                RerunPolicy.requestFor(operations.find(ann, first.id()).orElseThrow());
        assertThat(again).isEqualTo(ActionRequest.of(ServerAction.DETACH_VOLUME).with(ActionParameter.VOLUME, "v1"));

        clouds.resources().clear();
        clouds.resources().add(new Volume("v1", "data", "in-use", 1, false, List.of(new ServerId("another"))));

        assertThatThrownBy(() -> operations.submit(ann, web.key(), again))
                .isInstanceOfSatisfying(
                        InvalidActionParameterException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND));
    }

    @Test
    void aPendingOperationCanBeCancelledAndIsNeverSent() throws InterruptedException {
        Operation accepted =
                operations.submit(ann, web.key(), ActionRequest.of(ServerAction.DELETE), Duration.ofSeconds(10));
        assertThat(scheduled(accepted)).isEqualTo(clock.instant().plusSeconds(10));

        Operation withdrawn = operations.cancel(ann, accepted.id()).orElseThrow();
        step(accepted);

        assertThat(withdrawn.state()).isEqualTo(State.CANCELLED);
        assertThat(withdrawn.failure()).isEqualTo(OperationFailureFactory.CANCELLED_BY_USER);
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
        access.grant(ann.userId(), ServerBuilder.STAFF, new ResourceSelector.ByTag("lab-" + name), Role.ADMINISTRATOR);
        ActionRequest tag = ActionRequest.of(ServerAction.ADD_TAG).with(ActionParameter.TAG, "lab-" + name);

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
                        new ResourceSelector.ByTag("lab-" + name),
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
                                ActionRequest.of(ServerAction.ADD_TAG).with(ActionParameter.TAG, "other"))
                        .state())
                .isEqualTo(State.WAITING);
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

    private static GrantTerms onlyFor(Server server, Role role) {
        return new GrantTerms(
                ServerBuilder.CLOUD,
                Set.of(ServerBuilder.STAFF.id()),
                new ResourceSelector.ByIds(Set.of(server.id())),
                role,
                null,
                null,
                null);
    }

    private void deleteOperations(Caller caller) {
        database.sql("delete from operation where user_id = ?")
                .param(caller.userId().toString())
                .update();
        recovery.synchronize();
    }

    private Reason unsuitable(ServerAction action, ActionParameter parameter, String value) {
        try {
            operations.submit(ann, web.key(), ActionRequest.of(action).with(parameter, value));
        } catch (InvalidActionParameterException e) {
            assertThat(e.parameter()).isEqualTo(parameter);
            return e.reason();
        }
        throw new AssertionError("was accepted");
    }

    private Instant scheduled(Operation operation) {
        return scheduler.getScheduledExecutionsForTask(OperationSchedulerConfiguration.TASK, Void.class).stream()
                .filter(task ->
                        task.getTaskInstance().getId().equals(operation.id().toString()))
                .findFirst()
                .orElseThrow()
                .getExecutionTime();
    }
}
