package org.stackdeck.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.state.GeneratedPasswordRepository;

/** Tests passwords that users request for an action or that the cloud generates. */
class OperationPasswordTests extends ServerActionTestBase {

    @Autowired
    GeneratedPasswordRepository passwords;

    @Test
    void aRequestedPasswordIsSealedUntilTheResponseAndThenDeleted() throws InterruptedException {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        ActionRequest actionRequest =
                ActionRequest.of(ServerAction.SET_PASSWORD).with(ActionParameter.PASSWORD, "opensesame");

        Operation accepted = operations.submit(ann, web.key(), actionRequest);

        assertThat(accepted.actionRequest().arguments()).isEmpty();
        assertThat(row(accepted).values()).map(String::valueOf).noneMatch(column -> column.contains("opensesame"));
        assertThat(row(accepted).get("secrets")).isNotNull();
        assertThat(details()).noneMatch(detail -> detail.contains("opensesame"));
        step(accepted);
        assertThat(nova.performedActions()).contains(actionRequest);
        assertThat(row(accepted).get("secrets")).isNull();
    }

    @Test
    void aRequestedPasswordIsRetainedWhenSendingHadNoEffect() throws InterruptedException {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        ActionRequest actionRequest =
                ActionRequest.of(ServerAction.SET_PASSWORD).with(ActionParameter.PASSWORD, "opensesame");
        Operation accepted = operations.submit(ann, web.key(), actionRequest);
        nova.failActions(() -> new CloudException(Category.THROTTLED, "slow down"), false);
        step(accepted);
        nova.recover();

        step(accepted);

        assertThat(nova.performedActions()).contains(actionRequest);
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
    void aGeneratedPasswordIsRefusedWhenThePermissionForTheActionHasEnded() throws InterruptedException {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        nova.setPassword("madebynova");
        Operation rescue = operations.submit(ann, web.key(), ServerAction.RESCUE);
        step(rescue);

        access.revokeAll(ann.userId());
        assertThat(operations.revealPassword(ann, rescue.id())).isEmpty();
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.OPERATOR, null);
        assertThat(operations.find(ann, rescue.id())).isPresent();

        assertThat(operations.revealPassword(ann, rescue.id())).isEmpty();
        assertThat(audited()).contains("server.tell-password REFUSED UI");
    }

    @Test
    void aGeneratedPasswordIsDeletedAfterAnHour() throws InterruptedException {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        nova.setPassword("madebynova");
        Operation rescue = operations.submit(ann, web.key(), ServerAction.RESCUE);
        step(rescue);
        passwords.deleteExpired();
        assertThat(kept(rescue)).hasSize(1);
        database.sql("update operation_password set made_at = ? where operation = ?")
                .param(LocalDateTime.ofInstant(clock.instant().minus(Duration.ofHours(1)), ZoneOffset.UTC))
                .param(rescue.id().toString())
                .update();

        assertThat(operations.revealPassword(ann, rescue.id())).isEmpty();
        passwords.deleteExpired();

        assertThat(kept(rescue)).isEmpty();
    }

    @Test
    void aRequestedPasswordIsNotReturned() throws InterruptedException {
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        nova.setPassword("opensesame");
        Operation rescue = operations.submit(
                ann, web.key(), ActionRequest.of(ServerAction.RESCUE).with(ActionParameter.PASSWORD, "opensesame"));

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
}
