package org.stackdeck.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.cloud.server.TaskState;
import org.stackdeck.operations.Operation.Failure;
import org.stackdeck.operations.Operation.State;
import org.stackdeck.operations.state.ActiveOperationRegistry;

/** Tests the tracking of sent actions until the operation ends. */
class OperationTrackingTests extends ServerActionTestBase {

    @Autowired
    ActiveOperationRegistry active;

    @Test
    void anActionWithoutInstanceActionSucceedsWithTheResponse() throws InterruptedException {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        Operation accepted = operations.submit(
                ann, web.key(), ActionRequest.of(ServerAction.RENAME).with(ActionParameter.NAME, "db"));
        long looks = nova.calls("holds");

        step(accepted);
        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
        assertThat(nova.calls("holds")).isEqualTo(looks);
    }

    @Test
    void resultOfAnUnrecordedActionWithALostResponseIsDeterminedByTheServer() throws InterruptedException {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        ActionRequest rename = ActionRequest.of(ServerAction.RENAME).with(ActionParameter.NAME, "db-" + name);
        nova.failActions(() -> new CloudException(Category.TIMEOUT, "no answer"), true);
        Operation taken = operations.submit(ann, web.key(), rename);
        step(taken);
        step(taken);
        assertThat(state(taken)).isEqualTo(State.SUCCEEDED);

        nova.failActions(() -> new CloudException(Category.TIMEOUT, "no answer"), false);
        Operation lost = operations.submit(
                ann, web.key(), ActionRequest.of(ServerAction.RENAME).with(ActionParameter.NAME, "lost-" + name));
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
        // The status alone does not prove that this operation has stopped the server.
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
    void whileManyActionsRunTheInstanceActionIsReadOnceWhenTheInventoryShowsTheEnd() throws InterruptedException {
        Operation accepted = runAmongOthers(4, ServerAction.REBOOT);
        long reads = nova.calls("instanceAction");
        step(accepted);
        assertThat(nova.calls("instanceAction")).isEqualTo(reads);

        nova.put(ServerBuilder.like(web));
        inventory.refresh(web.key());
        nova.finish(name, true, null);
        long servers = nova.calls("server");
        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
        assertThat(nova.calls("instanceAction")).isEqualTo(reads + 1);
        assertThat(nova.calls("server")).isEqualTo(servers);
    }

    @Test
    void anActionSucceedsWithoutARequestIfTheInventoryHasTheStatusThatOnlySuccessLeaves() throws InterruptedException {
        Operation accepted = runAmongOthers(0, ServerAction.STOP);
        nova.put(ServerBuilder.like(web).status(ServerStatus.SHUTOFF));
        inventory.refresh(web.key());
        long reads = nova.calls("instanceAction") + nova.calls("server");

        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
        assertThat(nova.calls("instanceAction") + nova.calls("server")).isEqualTo(reads);
    }

    @Test
    void aStatusThatWasReadBeforeTheActionWasAcceptedProvesNothing() throws InterruptedException {
        Operation accepted = runAmongOthers(0, ServerAction.STOP);
        nova.put(ServerBuilder.like(web).status(ServerStatus.SHUTOFF));
        inventory.refresh(web.key());
        inventory.setAge(Duration.ofSeconds(1));
        nova.finish(name, false, null);

        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.FAILED);
    }

    @Test
    void whileFewActionsRunTheInstanceActionIsReadContinuously() throws InterruptedException {
        Operation accepted = runAmongOthers(3, ServerAction.STOP);
        nova.finish(name, true, null);

        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void whileManyActionsRunAnUnchangedServerDoesNotProveSuccess() throws InterruptedException {
        Operation accepted = runAmongOthers(4, ServerAction.STOP);
        nova.put(ServerBuilder.like(web));
        inventory.refresh(web.key());
        nova.finish(name, false, null);

        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("failed-unexplained", null));
    }

    @Test
    void whileManyActionsRunTheInstanceActionIsReadAfterTenSecondsAlthoughTheTaskRemains() throws InterruptedException {
        Operation accepted = runAmongOthers(4, ServerAction.STOP);
        nova.finish(name, false, null);
        step(accepted);
        assertThat(state(accepted)).isEqualTo(State.RUNNING);

        clock.advance(Duration.ofSeconds(10));
        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.FAILED);
    }

    @Test
    void whileManyActionsRunTheInstanceActionIsReadIfTheInventoryIsNotCurrent() throws InterruptedException {
        Operation accepted = runAmongOthers(4, ServerAction.STOP);
        inventory.setAge(Duration.ofSeconds(6));
        nova.finish(name, true, null);

        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
    }

    /** Sends an action on the server while other actions are running. The inventory has the server with a task. */
    private Operation runAmongOthers(int others, ServerAction action) throws InterruptedException {
        active.all().forEach(active::remove);
        for (int i = 0; i < others; i++) {
            run(stop(ann, name + "-" + i));
        }
        Operation accepted = operations.submit(ann, web.key(), action);
        run(accepted);
        nova.put(ServerBuilder.like(web).task(TaskState.POWERING_OFF));
        inventory.refresh(web.key());
        inventory.setAge(Duration.ZERO);
        // The first step only records that the operation is tracked.
        step(accepted);
        return accepted;
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
}
