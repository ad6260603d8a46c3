package org.stackdeck.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.Role;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.Operation.State;
import org.stackdeck.operations.OperationService.Submission;
import org.stackdeck.operations.state.IdempotentRequestRepository;

/** Tests requests that are sent more than once with the same idempotency key. */
class IdempotentOperationTests extends ServerActionTestBase {

    @Test
    void aRepeatedRequestIsDoneOnceAndAReusedKeyIsRefused() throws InterruptedException {
        IdempotentRequest request = new IdempotentRequest("key-" + name, "stop " + name);
        Submission first = operations.submit(ann, web.key(), ActionRequest.of(ServerAction.STOP), request);
        assertThat(first.newlyAccepted()).isTrue();

        Submission again = operations.submit(ann, web.key(), ActionRequest.of(ServerAction.STOP), request);

        assertThat(again).isEqualTo(new Submission(first.operation(), false));
        run(first.operation());
        nova.put(ServerBuilder.like(web).status(ServerStatus.SHUTOFF));
        nova.finish(name, true, null);
        run(first.operation());
        assertThat(operations
                        .submit(ann, web.key(), ActionRequest.of(ServerAction.STOP), request)
                        .operation())
                .isEqualTo(find(first.operation()))
                .extracting(Operation::state)
                .isEqualTo(State.SUCCEEDED);
        assertThat(operations.findAccepted(ann, request)).contains(find(first.operation()));
        assertThatThrownBy(() -> operations.submit(
                        ann,
                        web.key(),
                        ActionRequest.of(ServerAction.START),
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
        assertThat(refusal(() -> operations.submit(ann, web.key(), ActionRequest.of(ServerAction.START), request)))
                .isInstanceOf(ActionAvailability.WrongState.class);
        nova.put(ServerBuilder.named(name).status(ServerStatus.SHUTOFF));
        inventory.refresh(web.key());

        assertThat(operations
                        .submit(ann, web.key(), ActionRequest.of(ServerAction.START), request)
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
                return operations.submit(ann, server.key(), ActionRequest.of(ServerAction.STOP), request);
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
    void anActionWhoseResourceAConcurrentRequestWithTheSameKeyUsesReturnsItsOperation() {
        Caller bob = member("bob", Role.MANAGER);
        IdempotentRequest request = new IdempotentRequest("key-" + name, "attach " + name);
        ActionRequest attach = ActionRequest.of(ServerAction.ATTACH_VOLUME).with(ActionParameter.VOLUME, "data");
        clouds.resources().clear();
        clouds.resources().add(new Volume("v-" + name, "data", "available", 1, false, List.of()));
        List<Submission> concurrent = new ArrayList<>();
        clouds.resources().duringRead(() -> {
            clouds.resources().duringRead(() -> {});
            concurrent.add(operations.submit(bob, web.key(), attach, request));
        });

        Submission submission = operations.submit(bob, web.key(), attach, request);

        assertThat(submission).isEqualTo(new Submission(concurrent.getFirst().operation(), false));
        assertThat(trail(web).map(AuditEntry::result)).doesNotContain(AuditEntry.Result.REFUSED);
    }

    @Test
    void aRepeatedBulkRequestSubmitsOnlyRefusedParts() {
        IdempotentRequest whole = new IdempotentRequest("key-" + name, "start two");
        Server other = nova.put(ServerBuilder.named(name + "-2").status(ServerStatus.SHUTOFF));
        inventory.refresh(other.key());
        ActionRequest start = ActionRequest.of(ServerAction.START);
        operations.reserveKey(ann, whole);
        assertThat(operations.findAccepted(ann, whole)).isEmpty();
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
                operations.submit(ann, web.key(), ActionRequest.of(ServerAction.STOP), effective.withPart(1));
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
        Submission accepted = operations.submit(ann, web.key(), ActionRequest.of(ServerAction.STOP), whole.withPart(1));
        database.sql("update idempotent_request set accepted_at = ? where request_key = ?")
                .params(LocalDateTime.ofInstant(longAgo, ZoneOffset.UTC), whole.key())
                .update();

        assertThat(operations.findAccepted(ann, whole.withPart(1))).isEmpty();
        operations.reserveKey(ann, new IdempotentRequest(whole.key(), "something else"));

        assertThat(operations.findAccepted(ann, new IdempotentRequest(whole.key(), "something else").withPart(1)))
                .isEmpty();
        assertThat(find(accepted.operation())).isEqualTo(accepted.operation());
    }
}
